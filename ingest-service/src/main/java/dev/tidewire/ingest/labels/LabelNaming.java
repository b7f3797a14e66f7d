package dev.tidewire.ingest.labels;

import dev.tidewire.contract.Names;
import dev.tidewire.ingest.batch.Tags;
import dev.tidewire.platform.text.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names the series of protocols whose series are a name and labels (ADR 26). The sensor is the
 * value of the first label of a list that is there, or the name itself. The other labels are part
 * of the metric's name, so that two label sets which differ in them are two series. All labels are
 * tags as well.
 */
public final class LabelNaming {
  private final List<String> sensorLabels;

  /**
   * By a list of labels.
   *
   * @param sensorLabels those that can name the sensor, the first one first
   */
  public LabelNaming(List<String> sensorLabels) {
    this.sensorLabels = List.copyOf(sensorLabels);
  }

  /**
   * What a name and labels say. A label with an empty value is as good as none, as Prometheus has
   * it.
   */
  public Named of(String name, Map<String, String> labels) {
    TreeMap<String, String> given = new TreeMap<>(labels);
    given.values().removeIf(String::isEmpty);
    String violation = Names.tagsViolation(given);
    if (violation != null) {
      return new Named.Refused(violation);
    }
    Text tags = tags(given);
    return sensorLabels.stream()
        .filter(given::containsKey)
        .findFirst()
        .map(given::remove)
        .map(sensor -> new LabelledSeries(new Labels(sensor, name, MetricText.suffix(given), tags)))
        .orElseGet(
            () -> new LabelledSeries(new Labels(name, name, MetricText.suffix(given), tags)));
  }

  private static Text tags(Map<String, String> labels) {
    Text tags = new Text();
    labels.forEach(
        (label, value) -> {
          Tags.append(tags, label);
          Tags.append(tags, value);
        });
    return tags;
  }
}
