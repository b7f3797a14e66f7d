package dev.tidewire.platform.access;

/**
 * How much a caller may do at each process of a service.
 *
 * @param requestsPerSecond as many may also come at once; 0 for the limit of the service
 * @param concurrentRequests how many may be in progress at a time, their answers included; 0 for
 *     the limit of the service
 * @param readingsPerSecond how many it may send in the long run; 0 for the limit of the service
 * @param readingsBurst how many it may send at once; 0 for what comes in ten seconds
 */
public record Limits(
    int requestsPerSecond, int concurrentRequests, int readingsPerSecond, int readingsBurst) {
  /** Those of the service. */
  public static final Limits DEFAULT = new Limits(0, 0, 0, 0);

  /** The greatest limit of each kind. */
  static final int MOST = 1_000_000;
}
