package dev.tidewire.ingest.parse;

import dev.tidewire.contract.SeriesKey;

/**
 * What the query of a request says for all readings that do not say it themselves.
 *
 * @param sensor empty when every reading must name its own
 * @param unit empty for none
 */
public record Defaults(String sensor, String metric, String unit) {
  /** The defaults of a request without a query. */
  public static final Defaults NONE = new Defaults("", SeriesKey.DEFAULT_METRIC, "");
}
