package dev.tidewire.query.request;

/**
 * How much one request may ask for.
 *
 * @param defaultPage readings or sensors of a page when the request does not say
 * @param maxPage most readings or sensors of a page
 * @param maxSeries most sensors, metrics, and sensors times metrics that a request may name, and
 *     most series that it may read
 */
public record Limits(int defaultPage, int maxPage, int maxSeries) {
  /** Checks that each is at least one and the default is allowed. */
  public Limits {
    if (defaultPage < 1 || maxPage < defaultPage || maxSeries < 1) {
      throw new IllegalArgumentException(
          "limits must be positive and the default page at most the largest: default page %d, max page %d, max series %d"
              .formatted(defaultPage, maxPage, maxSeries));
    }
  }
}
