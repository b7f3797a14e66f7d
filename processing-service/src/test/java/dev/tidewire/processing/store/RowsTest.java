package dev.tidewire.processing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.SourceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RowsTest {
  /** A reading of one of few series at one of few times, so that many have the same place. */
  record Given(int series, long time, double value) {}

  @Provide
  Arbitrary<List<List<Given>>> records() {
    Arbitrary<Given> reading =
        Combinators.combine(
                Arbitraries.integers().between(0, 3),
                Arbitraries.longs().between(0, 12),
                Arbitraries.doubles().between(-10, 10))
            .as(Given::new);
    return reading.list().ofMinSize(1).ofMaxSize(15).list().ofMinSize(1).ofMaxSize(6);
  }

  @Property
  void rows_areTheLastReadingOfEachSeriesAndTimeInKeyOrder(
      @ForAll("records") List<List<Given>> records) {
    // Given
    Map<Long, Map<Long, Double>> expected = new TreeMap<>();
    records.forEach(
        record ->
            record.forEach(
                reading ->
                    expected
                        .computeIfAbsent((long) reading.series(), id -> new TreeMap<>())
                        .put(reading.time(), reading.value())));
    Poll poll = poll(records);

    // When
    Rows rows = Rows.of(identified(poll));
    Rows again = Rows.of(identified(poll));

    // Then
    assertThat(list(rows)).isEqualTo(flatten(expected)).isEqualTo(list(again));
    assertThat(poll.size()).isEqualTo(records.stream().mapToInt(List::size).sum());
  }

  @Test
  void aLongSeriesSentBackwardsAndAgain_isSortedAndItsLastReadingsStand() {
    // Given
    List<Given> backwards = new ArrayList<>();
    for (int time = 1_000; time > 0; time--) {
      backwards.add(new Given(0, time, time));
    }
    List<Given> corrections = List.of(new Given(0, 1, -1), new Given(0, 500, -500));

    // When
    Rows rows = Rows.of(identified(poll(List.of(backwards, corrections))));

    // Then
    assertThat(rows.size()).isEqualTo(1_000);
    for (int row = 0; row < rows.size(); row++) {
      int time = row + 1;
      assertThat(rows.timeMicros(row)).isEqualTo(time);
      assertThat(rows.value(row)).isEqualTo(time == 1 || time == 500 ? -time : time);
    }
  }

  @Test
  void slice_seesItsOwnRows() {
    // Given
    Rows rows =
        Rows.of(identified(poll(List.of(List.of(new Given(0, 1, 10), new Given(0, 2, 20))))));

    // When
    Rows slice = rows.slice(1, 2);

    // Then
    assertThat(slice.size()).isEqualTo(1);
    assertThat(slice.timeMicros(0)).isEqualTo(2);
    assertThat(slice.value(0)).isEqualTo(20);
  }

  static Poll poll(List<List<Given>> records) {
    List<SourceRecord> sources = new ArrayList<>();
    for (List<Given> record : records) {
      List<SeriesReadings> series = new ArrayList<>();
      for (Given reading : record) {
        SeriesReadings readings =
            new SeriesReadings(new SeriesKey("s" + reading.series(), "m"), null, Map.of(), 1);
        readings.add(reading.time(), reading.value());
        series.add(readings);
      }
      byte[] value = ReadingBatchCodec.encode(new ReadingBatch(series));
      sources.add(new SourceRecord("topic", 0, sources.size(), 0, null, value, 0, null));
    }
    return Poll.of(sources);
  }

  static List<Rows.Identified> identified(Poll poll) {
    return poll.series().stream()
        .map(
            series ->
                new Rows.Identified(
                    Long.parseLong(series.key().sensor().substring(1)), null, series))
        .toList();
  }

  private static List<List<Number>> list(Rows rows) {
    List<List<Number>> list = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      list.add(List.of(rows.seriesId(row), rows.timeMicros(row), rows.value(row)));
    }
    return list;
  }

  private static List<List<Number>> flatten(Map<Long, Map<Long, Double>> bySeries) {
    List<List<Number>> list = new ArrayList<>();
    bySeries.forEach(
        (id, readings) -> readings.forEach((time, value) -> list.add(List.of(id, time, value))));
    return list;
  }
}
