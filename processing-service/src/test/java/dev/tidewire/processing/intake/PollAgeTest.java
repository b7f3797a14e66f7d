package dev.tidewire.processing.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.processing.series.SeriesDictionary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is older than the horizon is set apart. */
class PollAgeTest {
  private static final SeriesDictionary NONE = new SeriesDictionary(1 << 20);
  private static final Map<String, String> TAGS = Map.of("site", "lyon");

  @Property
  void eachReading_isKeptOrRefusedByItsTimeAlone(
      @ForAll @Size(min = 1, max = 5)
          List<@Size(min = 1, max = 5) List<@LongRange(min = -9, max = 9) Long>> records,
      @ForAll @LongRange(min = -10, max = 10) long horizon) {
    // Given
    List<SourceRecord> sources = new ArrayList<>();
    records.forEach(times -> sources.add(record(sources.size(), series("m", times))));

    // When
    Poll poll = Poll.of(sources, Integer.MAX_VALUE, NONE, horizon);

    // Then
    assertThat(poll.sources().stream().flatMap(PollAgeTest::times).toList())
        .isEqualTo(records.stream().flatMap(List::stream).filter(time -> time >= horizon).toList());
    assertThat(poll.expired().stream().flatMap(PollAgeTest::times).toList())
        .isEqualTo(records.stream().flatMap(List::stream).filter(time -> time < horizon).toList());
    assertThat(poll.expired()).allMatch(one -> one.reason() == DeadLetterReason.OUTSIDE_RETENTION);
  }

  @Test
  void oldReadingsOfARecord_areRefusedTogetherAsTheyWereSent() {
    // Given
    SourceRecord mixed =
        record(7, series("a", List.of(1L, 5L)), series("b", List.of(2L)), series("c", List.of(9L)));

    // When
    Poll poll = Poll.of(List.of(mixed), Integer.MAX_VALUE, NONE, 5);

    // Then
    assertThat(poll.expired())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.source()).isSameAs(mixed);
              assertThat(one.readings())
                  .isEqualTo(
                      new ReadingBatch(
                          List.of(series("a", List.of(1L)), series("b", List.of(2L)))));
              assertThat(one.detail())
                  .contains(
                      "1970-01-01T00:00:00.000005Z",
                      "2 of 2 series",
                      "tidewire.processing.retention");
            });
    assertThat(poll.series())
        .extracting(one -> one.names().key().metric())
        .containsExactly("a", "c");
  }

  /** A backfill of old readings is as much work as any other. */
  @Test
  void oldReadings_countForWhatAPollTakes() {
    // Given
    List<SourceRecord> old =
        IntStream.range(0, 5).mapToObj(i -> record(i, series("a", List.of(1L, 2L)))).toList();

    // Then
    assertThat(Poll.of(old, 3, NONE, 5).records()).hasSize(2);
  }

  private static Stream<Long> times(RefusedReadings refused) {
    return refused.readings().series().stream().flatMap(PollAgeTest::times);
  }

  private static Stream<Long> times(SourceReadings readings) {
    return IntStream.range(0, readings.size()).mapToObj(readings::timeMicros);
  }

  private static Stream<Long> times(SeriesReadings readings) {
    return IntStream.range(0, readings.size()).mapToObj(readings::timeMicros);
  }

  private static SeriesReadings series(String metric, List<Long> times) {
    SeriesReadings series = new SeriesReadings(new SeriesKey("s", metric), "Cel", TAGS, 1);
    times.forEach(time -> series.add(time, 1.5));
    return series;
  }

  private static SourceRecord record(long offset, SeriesReadings... series) {
    byte[] value = ReadingBatchCodec.encode(new ReadingBatch(List.of(series)));
    return new SourceRecord("topic", 0, offset, offset + 1, 0, null, value, 0, null);
  }
}
