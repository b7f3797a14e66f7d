package dev.tidewire.processing.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.processing.series.NamedSeries;
import dev.tidewire.processing.series.SeriesDictionary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PollTest {
  private static final SeriesDictionary NONE = new SeriesDictionary(1 << 20);

  /** The series of the readings of a record; a damaged one loses its last byte. */
  record Sent(List<Integer> series, boolean isDamaged) {}

  @Provide
  Arbitrary<List<Sent>> records() {
    Arbitrary<List<Integer>> series =
        Arbitraries.integers().between(0, 5).list().ofMinSize(1).ofMaxSize(6);
    return series
        .flatMap(one -> Arbitraries.of(true, false).map(damaged -> new Sent(one, damaged)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Property
  void poll_hasTheReadingsOfItsDecodableRecords(@ForAll("records") List<Sent> records) {
    // Given
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      if (!records.get(i).isDamaged()) {
        for (int j = 0; j < records.get(i).series().size(); j++) {
          expected.add(i % 2 + ": s" + records.get(i).series().get(j) + " " + j + " of " + i);
        }
      }
    }

    // When
    Poll poll = Poll.of(sources(records), Integer.MAX_VALUE, NONE, ReadingTime.MIN_MICROS);

    // Then
    List<String> found = new ArrayList<>();
    for (SourceReadings source : poll.sources()) {
      for (int i = 0; i < source.size(); i++) {
        NamedSeries series = source.series().get(source.series(i));
        found.add(
            "%d: %s %d of %d"
                .formatted(
                    source.source(),
                    series.names().key().sensor(),
                    source.timeMicros(i),
                    source.record(i).offset()));
        assertThat(source.value(i)).isEqualTo(source.timeMicros(i) + 0.5);
      }
      assertThat(source.series()).allSatisfy(one -> assertThat(found).anyMatch(isOf(one)));
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(poll.undecodable())
        .extracting(one -> records.get((int) one.source().offset()).isDamaged())
        .hasSize((int) records.stream().filter(Sent::isDamaged).count())
        .doesNotContain(false);
  }

  private static Predicate<String> isOf(NamedSeries series) {
    return text -> text.contains(": " + series.names().key().sensor() + " ");
  }

  @Test
  void pollTakesNoMoreRecordsOnceItHasEnough() {
    // Given
    List<Sent> records = List.of(new Sent(List.of(1, 2), false), new Sent(List.of(3), false));

    // Then
    assertThat(Poll.of(sources(records), 2, NONE, ReadingTime.MIN_MICROS).records()).hasSize(1);
    assertThat(Poll.of(sources(records), 3, NONE, ReadingTime.MIN_MICROS).records()).hasSize(2);
  }

  /** Their names would fill the memory on their way to the database and back. */
  @Test
  void pollTakesNoMoreRecordsOnceItHasEnoughUnknownSeries() {
    // Given
    List<SourceRecord> records = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      records.add(record(i, "%0200d".formatted(i), 50));
    }

    // When
    Poll poll = Poll.of(records, Integer.MAX_VALUE, NONE, ReadingTime.MIN_MICROS);

    // Then
    long bytes = poll.records().stream().mapToLong(record -> record.value().length).sum();
    assertThat(bytes)
        .isBetween((long) Poll.ENOUGH_UNKNOWN_BYTES, Poll.ENOUGH_UNKNOWN_BYTES + 100_000L);
  }

  private static SourceRecord record(int at, String sensor, int series) {
    List<SeriesReadings> batch = new ArrayList<>();
    for (int i = 0; i < series; i++) {
      String metric = "%0500d".formatted(i);
      SeriesReadings one = new SeriesReadings(new SeriesKey(sensor, metric), null, Map.of(), 1);
      one.add(0, 1);
      batch.add(one);
    }
    byte[] value = ReadingBatchCodec.encode(new ReadingBatch(batch));
    return new SourceRecord("topic", at % 2, at, at + 1, 0, null, value, 0, null);
  }

  private static List<SourceRecord> sources(List<Sent> records) {
    List<SourceRecord> sources = new ArrayList<>();
    for (Sent record : records) {
      List<SeriesReadings> batch = new ArrayList<>();
      for (int series : record.series()) {
        SeriesReadings one =
            new SeriesReadings(new SeriesKey("s" + series, "m"), null, Map.of(), 1);
        one.add(batch.size(), batch.size() + 0.5);
        batch.add(one);
      }
      byte[] value = ReadingBatchCodec.encode(new ReadingBatch(batch));
      int at = sources.size();
      byte[] sent = record.isDamaged() ? Arrays.copyOf(value, value.length - 1) : value;
      sources.add(new SourceRecord("topic", at % 2, at, at + 1, 0, null, sent, 0, null));
    }
    return sources;
  }
}
