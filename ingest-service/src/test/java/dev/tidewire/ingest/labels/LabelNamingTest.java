package dev.tidewire.ingest.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.platform.text.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LabelNamingTest {
  private final LabelNaming naming = new LabelNaming(List.of("sensor", "host"));

  @Test
  void theFirstLabelOfTheListNamesTheSensor_andTheOthersAreOfTheMetric() {
    LabelledSeries series =
        series("cpu", Map.of("host", "gw", "cpu", "cpu0", "sensor", "boiler", "empty", ""));

    assertThat(series.sensor()).isEqualTo("boiler");
    assertThat(metric(series, "usage")).isEqualTo("cpu.usage{cpu=\"cpu0\",host=\"gw\"}");
    assertThat(metric(series, "value")).isEqualTo("cpu{cpu=\"cpu0\",host=\"gw\"}");
  }

  @Test
  void withoutSuchALabelTheNameIsTheSensor() {
    LabelledSeries series = series("boiler", Map.of());

    assertThat(series.sensor()).isEqualTo("boiler");
    assertThat(metric(series, "temperature")).isEqualTo("boiler.temperature");
  }

  @Test
  void labelsThatBreakARuleNameNothing() {
    assertThat(naming.of("m", Map.of("a", "x".repeat(257))))
        .isEqualTo(
            new Named.Refused(
                "value of tag \"a\" must be at most 256 bytes of UTF-8, but has 257"));
  }

  /** Names that are made of what the notation is made of. */
  @Property(tries = 20_000)
  void twoSeriesHaveOneNameOnlyIfTheyHaveTheSameLabels(
      @ForAll("names") String one,
      @ForAll("names") String other,
      @ForAll("labels") Map<String, String> ones,
      @ForAll("labels") Map<String, String> others) {
    // Given
    Map<String, String> left = with(ones, "host", "gw");
    Map<String, String> right = with(others, "host", "gw");

    // Then
    assertThat(metric(series(one, left), "value").equals(metric(series(other, right), "value")))
        .isEqualTo(one.equals(other) && left.equals(right));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("a{\\\"=},1").ofMinLength(1).ofMaxLength(6);
  }

  @Provide
  Arbitrary<Map<String, String>> labels() {
    return Arbitraries.maps(names(), names()).ofMaxSize(2);
  }

  private LabelledSeries series(String name, Map<String, String> labels) {
    return (LabelledSeries) naming.of(name, labels);
  }

  private static String metric(LabelledSeries series, String field) {
    Text out = new Text();
    series.metric(field, out);
    return out.toString();
  }

  private static Map<String, String> with(Map<String, String> labels, String name, String value) {
    Map<String, String> more = new HashMap<>(labels);
    more.put(name, value);
    return more;
  }
}
