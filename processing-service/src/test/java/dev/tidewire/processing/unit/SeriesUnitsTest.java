package dev.tidewire.processing.unit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.processing.intake.MergedSeries;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeriesUnitsTest {
  private static final SeriesKey KEY = new SeriesKey("s", "m");

  private final SeriesUnits units = new SeriesUnits(Map.of(KEY, "Cel"), new Units());

  @Test
  void readingsAreMergedInTheOrderOfTheirRecords_whateverTheirUnit() {
    // Given
    Poll poll = poll(readings("Cel", 1, 20), readings("K", 1, 273.15), readings(null, 2, 5));

    // When
    Poll unified = poll.in(units);

    // Then
    MergedSeries series = unified.series().iterator().next();
    assertThat(series.isIn("Cel")).isTrue();
    assertThat(series.readings().value(1)).isZero();
    assertThat(unified.size()).isEqualTo(3);
    assertThat(series.converted()).isEqualTo(1);
    assertThat(unified.conflicts()).isEmpty();
  }

  @Test
  void readingsThatCannotBeConverted_areLeftOutAndNamedWithTheirRecord() {
    // Given
    Poll poll = poll(readings("m", 1, 20), readings("Cel", 2, 1));

    // When
    Poll unified = poll.in(units);

    // Then
    assertThat(unified.size()).isEqualTo(1);
    assertThat(unified.conflicts())
        .singleElement()
        .satisfies(
            conflict -> {
              assertThat(conflict.source().offset()).isZero();
              assertThat(conflict.readings()).isEqualTo(readings("m", 1, 20));
            });
  }

  @Test
  void valueThatIsTooLargeInTheOtherUnit_isAConflictAlone() {
    // Given
    SeriesUnits millimetres = new SeriesUnits(Map.of(KEY, "mm"), new Units());
    SeriesReadings metres = readings("m", 1, 1e307);
    metres.add(2, 3);

    // When
    Poll unified = poll(metres).in(millimetres);

    // Then
    assertThat(unified.series().get(0).converted()).isEqualTo(1);
    assertThat(unified.conflicts()).singleElement();
  }

  @Test
  void tagsThatWouldBeTooManyStandAlone() {
    // Given
    Map<String, String> first = tags("a", 20);
    Map<String, String> more = tags("b", 12);

    // Then
    assertThat(merged(tagged(first), tagged(more)).tags()).hasSize(32);
    assertThat(merged(tagged(first), tagged(tags("b", 13))).tags()).isEqualTo(tags("b", 13));
  }

  private static SeriesReadings tagged(Map<String, String> tags) {
    SeriesReadings readings = new SeriesReadings(KEY, null, tags, 1);
    readings.add(1, 1);
    return readings;
  }

  private static Map<String, String> tags(String prefix, int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(i -> prefix + i, String::valueOf));
  }

  @Test
  void seriesIsInItsUnitOnly_whenNoReadingHasAnother() {
    assertThat(merged(readings(null, 1, 1)).isIn("Cel")).isTrue();
    assertThat(merged(readings("Cel", 1, 1), readings(null, 2, 1)).isIn("Cel")).isTrue();
    assertThat(merged(readings("K", 1, 1)).isIn("Cel")).isFalse();
    assertThat(merged(readings("Cel", 1, 1), readings("K", 1, 1)).isIn("Cel")).isFalse();
  }

  private static MergedSeries merged(SeriesReadings... readings) {
    return poll(readings).series().iterator().next();
  }

  private static Poll poll(SeriesReadings... readings) {
    List<SourceRecord> records = new ArrayList<>();
    for (SeriesReadings one : readings) {
      byte[] value = ReadingBatchCodec.encode(new ReadingBatch(List.of(one)));
      records.add(new SourceRecord("topic", 0, records.size(), 0, null, value, 0, null));
    }
    return Poll.of(records, Integer.MAX_VALUE);
  }

  private static SeriesReadings readings(@Nullable String unit, long time, double value) {
    SeriesReadings readings = new SeriesReadings(KEY, unit, Map.of(), 1);
    readings.add(time, value);
    return readings;
  }
}
