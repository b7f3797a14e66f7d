package dev.tidewire.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.platform.text.KeyedHash;
import dev.tidewire.platform.text.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchBuilderTest {
  private static final Text NONE = new Text();
  private static final int PARTITIONS = 12;
  private static final int MAX_MESSAGE_BYTES = 1_048_588;

  private final SeriesCatalog catalog = new SeriesCatalog(PARTITIONS, new KeyedHash());
  private final BatchBuilder builder =
      new BatchBuilder(catalog, Untimed.unique(new ReceiptTimes()));
  private final ReadingDraft draft = new ReadingDraft();

  @Property(tries = 200)
  void laterReadingsOfASeriesComeLaterHoweverTheyAreDescribed(
      @ForAll @Size(max = 60) List<@IntRange(max = 11) Integer> choices) {
    // Given: all readings have the same time, so that a reader keeps the last of each series.
    BatchBuilder batches = new BatchBuilder(catalog, Untimed.unique(new ReceiptTimes()));
    Map<String, Double> last = new HashMap<>();
    for (int i = 0; i < choices.size(); i++) {
      String sensor = "s" + choices.get(i) % 3;
      assertThat(add(batches, sensor, "m", "u" + choices.get(i) / 3, 0, i)).isNull();
      last.put(sensor, (double) i);
    }

    // When
    List<SensorReading> readings = readings(batches.finish());

    // Then
    assertThat(readings).hasSameSizeAs(choices);
    Map<String, Double> kept = new HashMap<>();
    readings.forEach(reading -> kept.put(reading.series().sensor(), reading.value()));
    assertThat(kept).isEqualTo(last);
  }

  @Property(tries = 300)
  void countsTheReadingsThatAreReplaced(
      @ForAll @Size(max = 40) List<@IntRange(max = 59) Integer> choices) {
    // Given
    BatchBuilder batches = new BatchBuilder(catalog, Untimed.unique(new ReceiptTimes()));
    for (int choice : choices) {
      add(batches, "s" + choice % 3, "m" + choice / 3 % 2, "u" + choice % 4, choice / 6, 1);
    }

    // When
    List<SensorReading> readings = readings(batches.finish());

    // Then
    long different =
        readings.stream()
            .map(reading -> reading.series() + "@" + reading.timeMicros())
            .distinct()
            .count();
    assertThat(batches.replaced()).isEqualTo(choices.size() - different);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20_000})
  void countsReplacementsAcrossBatches(int series) {
    // Given
    int readings = 40_000;
    for (int i = 0; i < 2 * readings; i++) {
      add(builder, "s" + i % series, "m", "", i % readings, i);
    }

    // When
    List<EncodedBatch> batches = builder.finish();

    // Then
    assertThat(batches).hasSizeGreaterThan(2);
    assertThat(builder.replaced()).isEqualTo(readings);
  }

  @Test
  void splitsALongSeriesBelowTheTopicsLimitAndKeepsItsOrder() {
    // Given
    int count = 200_000;
    for (int i = 0; i < count; i++) {
      add(builder, "s", "m", "", (i % 2 == 0 ? -1L : 1L) << 55, i);
    }

    // When
    List<EncodedBatch> batches = builder.finish();

    // Then
    assertThat(batches)
        .hasSizeGreaterThan(3)
        .allMatch(batch -> batch.bytes().length < MAX_MESSAGE_BYTES / 2 + 100);
    List<Double> values = readings(batches).stream().map(SensorReading::value).toList();
    assertThat(values).hasSize(count).isSorted();
  }

  @Test
  void boundsTheSeriesThatAreOpenAtATime() {
    // Given
    int count = BatchBuilder.MAX_OPEN_SERIES * 3;
    for (int i = 0; i < count; i++) {
      add(builder, "sensor-" + i, "m", "", i, i);
    }

    // When
    List<EncodedBatch> batches = builder.finish();

    // Then
    assertThat(batches).hasSize(PARTITIONS * 3);
    assertThat(readings(batches))
        .extracting(SensorReading::value)
        .doesNotHaveDuplicates()
        .hasSize(count);
  }

  @Test
  void sendsEachSensorToThePartitionThatKafkaWouldChoose() {
    // Given
    for (int i = 0; i < 100; i++) {
      add(builder, "sensor-é-" + i, "m", "", i, i);
    }

    // When
    List<EncodedBatch> batches = builder.finish();

    // Then
    assertThat(batches)
        .allSatisfy(
            batch ->
                assertThat(readings(List.of(batch)))
                    .allMatch(
                        reading ->
                            Partitions.of(reading.series().sensor(), PARTITIONS)
                                == batch.partition()));
    assertThat(batches).extracting(EncodedBatch::partition).doesNotHaveDuplicates();
  }

  @Test
  void takesAllMeasurementsOfAnItemOrNone() {
    // Given
    draft.begin(0);
    draft.sensor().set("s");
    draft.measure(1, NONE, NONE).set("good");
    draft.measure(2, NONE, NONE).set("bad\u0007");

    // When
    Violation violation = builder.add(draft);
    add(builder, "s", "good", "", 5, 3);

    // Then
    assertThat(violation)
        .isEqualTo(
            new Violation("/metric", "metric must not contain control characters (found U+0007)"));
    assertThat(readings(builder.finish())).extracting(SensorReading::value).containsExactly(3.0);
  }

  @Test
  void measurementsOfOneItemHaveTheirOwnUnitsAndTags() {
    // Given
    Text tags = new Text();
    Tags.append(tags, "phase");
    Tags.append(tags, "1");
    draft.begin(7);
    draft.sensor().set("meter");
    draft.measure(230, text("V"), tags).set("voltage");
    draft.measure(16, text("A"), NONE).set("current");

    // When
    assertThat(builder.add(draft)).isNull();

    // Then
    assertThat(readings(builder.finish()))
        .containsExactlyInAnyOrder(
            new SensorReading(new SeriesKey("meter", "voltage"), 7, 230, "V", Map.of("phase", "1")),
            new SensorReading(new SeriesKey("meter", "current"), 7, 16, "A", Map.of()));
  }

  @Test
  void holdsNothingWhenNothingWasAdded() {
    assertThat(builder.finish()).isEmpty();
  }

  @Test
  void splitsWithinAnItemOfManyMetrics() {
    // Given
    int metrics = ReadingDraft.MAX_MEASUREMENTS;
    draft.begin(0);
    draft.sensor().set("s");
    for (int i = 0; i < metrics; i++) {
      draft.measure(i, NONE, NONE).set("metric-" + i);
    }

    // When
    assertThat(builder.add(draft)).isNull();

    // Then
    assertThat(draft.isTooLarge()).isFalse();
    assertThat(builder.finish()).hasSizeGreaterThan(1);
    assertThat(
            readings(builder.finish()).stream()
                .map(r -> r.series().metric())
                .collect(Collectors.toSet()))
        .hasSize(metrics);
  }

  @Test
  void distinguishesSeriesThatShareASlotOfTheCatalog() {
    // Given: more series than the catalog has slots
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 10_000; i++) {
        add(builder, "s" + i, "m", "u" + i, round, i);
      }
    }

    // When
    List<SensorReading> readings = readings(builder.finish());

    // Then
    assertThat(readings)
        .hasSize(20_000)
        .allMatch(reading -> reading.series().sensor().equals("s" + (int) reading.value()))
        .allMatch(reading -> ("u" + (int) reading.value()).equals(reading.unit()));
  }

  @Test
  void readingsWithoutATimeDoNotReplaceEachOtherAlsoAcrossBatches() {
    // Given
    int count = 100_000;
    for (int i = 0; i < count; i++) {
      draft.begin(7);
      draft.sensor().set("s" + i % 2);
      draft.measure(i, text(i % 3 == 0 ? "a" : "b"), NONE).set("m");
      assertThat(builder.add(draft)).isNull();
    }

    // When
    List<EncodedBatch> batches = builder.finish();

    // Then
    assertThat(batches).hasSizeGreaterThan(2);
    for (String sensor : List.of("s0", "s1")) {
      List<SensorReading> inOrder =
          readings(batches).stream()
              .filter(reading -> reading.series().sensor().equals(sensor))
              .sorted(Comparator.comparingLong(SensorReading::timeMicros))
              .toList();
      assertThat(inOrder.get(0).timeMicros()).isEqualTo(7);
      assertThat(inOrder).extracting(SensorReading::timeMicros).doesNotHaveDuplicates();
      assertThat(inOrder).extracting(SensorReading::value).isSorted().hasSize(count / 2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tellsDoubledHoursApartAlsoOfSeriesThatAreNoLongerOpen(boolean isDescending) {
    // Given: after each round, a series of the doubled hour has been forgotten
    int series = BatchBuilder.MAX_OPEN_SERIES * 2;
    long[] times = {0, 60, 90, 120, 150, 210};
    Set<Long> sent = new HashSet<>();
    for (int round = 0; round < times.length; round++) {
      long time = times[isDescending ? times.length - 1 - round : round];
      sent.add(time);
      for (int i = 0; i < series; i++) {
        // Clocks show 60 and 120 as the same time, and 90 and 150
        boolean isDoubled = time >= 60 && time < 180;
        long earlier = isDoubled && time >= 120 ? time - 60 : time;
        assertThat(addLocal("s" + i, earlier, isDoubled ? earlier + 60 : time)).isNull();
      }
    }

    // When
    List<SensorReading> readings = readings(builder.finish());

    // Then
    Map<SeriesKey, Set<Long>> bySeries =
        readings.stream()
            .collect(
                Collectors.groupingBy(
                    SensorReading::series,
                    Collectors.mapping(SensorReading::timeMicros, Collectors.toSet())));
    assertThat(bySeries).hasSize(series);
    assertThat(bySeries.values()).allMatch(sent::equals);
    assertThat(builder.earlier() + builder.later()).isEqualTo(series * 4);
  }

  @Test
  void refusesADoubledHourThatCannotBeToldApart() {
    // Given
    int series = DoubledHours.MAX_REMEMBERED + BatchBuilder.MAX_OPEN_SERIES;
    for (int i = 0; i < series; i++) {
      assertThat(addLocal("s" + i, 0, 0)).isNull();
    }
    assertThat(addLocal("new", 0, 0)).isNull();

    // Then
    assertThat(addLocal("s0", 1, 3)).as("remembered").isNull();
    assertThat(addLocal("s" + (series - 1), 1, 3)).isEqualTo(DoubledHours.TOO_MANY);
    assertThat(addLocal("s" + (series - 1), 5, 5)).as("no doubt").isNull();
    assertThat(addLocal("new", 1, 3)).as("open").isNull();
    assertThat(readings(builder.finish())).hasSize(series + 4);
  }

  @Test
  void takesTheFirstMeasurementOfAMetricAndTellsTheOthers() {
    // Given
    draft.begin(0);
    draft.sensor().set("s");
    draft.measure(1, NONE, NONE).set("m");
    draft.noteInexact();
    draft.measure(2, NONE, NONE).set("m");
    draft.measure(3, NONE, NONE).set("n");

    // When
    Violation violation = builder.add(draft);

    // Then
    assertThat(violation).isNull();
    assertThat(draft.repeatedMetrics()).containsExactly("m");
    assertThat(draft.inexact()).isZero();
    assertThat(readings(builder.finish()))
        .extracting(SensorReading::value)
        .containsExactlyInAnyOrder(1.0, 3.0);
  }

  private Violation addLocal(String sensor, long earlier, long later) {
    draft.begin(0);
    draft.setLocalTimeMicros(earlier, later);
    draft.sensor().set(sensor);
    draft.measure(earlier, NONE, NONE).set("m");
    return builder.add(draft);
  }

  private Violation add(
      BatchBuilder batches, String sensor, String metric, String unit, long time, double value) {
    draft.begin(0);
    draft.setTimeMicros(time);
    draft.sensor().set(sensor);
    draft.measure(value, text(unit), NONE).set(metric);
    return batches.add(draft);
  }

  private static Text text(String content) {
    Text text = new Text();
    text.set(content);
    return text;
  }

  private static List<SensorReading> readings(List<EncodedBatch> batches) {
    List<SensorReading> readings = new ArrayList<>();
    for (EncodedBatch batch : batches) {
      for (SeriesReadings series :
          ((ReadingBatch) ReadingBatchCodec.decode(batch.bytes())).series()) {
        for (int i = 0; i < series.size(); i++) {
          readings.add(series.reading(i));
        }
      }
    }
    return readings;
  }
}
