package dev.tidewire.ingest.format;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.platform.text.Text;
import java.util.List;

/**
 * What a query says for all readings that do not say it themselves.
 *
 * @param sensor empty when every reading must name its own
 * @param unit empty for none
 */
public record SeriesDefaults(String sensor, String metric, String unit) {
  /** The parameters that are read here. */
  public static final List<Parameter> PARAMETERS =
      List.of(Parameter.SENSOR, Parameter.METRIC, Parameter.UNIT);

  /** The defaults of a request. */
  public static SeriesDefaults of(RequestFacts facts) {
    return new SeriesDefaults(
        facts.parameter(Parameter.SENSOR, ""),
        facts.parameter(Parameter.METRIC, SeriesKey.DEFAULT_METRIC),
        facts.parameter(Parameter.UNIT, ""));
  }

  /** Fills the names that are empty. */
  public void fill(Text sensorName, Text metricName, Text unitName) {
    fill(sensorName, sensor);
    fill(metricName, metric);
    fill(unitName, unit);
  }

  private static void fill(Text text, String otherwise) {
    if (text.isEmpty()) {
      text.set(otherwise);
    }
  }
}
