package dev.tidewire.processing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimePartitionsTest {
  private static final long HOUR = 3_600_000_000L;
  private static final long NOW = ReadingTime.toMicros(Instant.parse("2026-11-29T00:00:00Z"));

  @Provide
  Arbitrary<List<Long>> times() {
    return Arbitraries.longs()
        .between(ReadingTime.MIN_MICROS, ReadingTime.MAX_MICROS)
        .edgeCases(edges -> edges.add(ReadingTime.MIN_MICROS, ReadingTime.MAX_MICROS, 0L, -1L))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Property
  void everyTime_getsExactlyOnePartitionAlsoAfterALengthChange(
      @ForAll("times") List<Long> earlier,
      @ForAll("times") List<Long> later,
      @ForAll @IntRange(min = 1, max = 24 * 40) int hoursBefore,
      @ForAll @IntRange(min = 1, max = 24 * 40) int hoursAfter) {
    // Given
    List<TimePartition> partitions = new ArrayList<>();
    addMissing(partitions, earlier, Duration.ofHours(hoursBefore));

    // When
    addMissing(partitions, later, Duration.ofHours(hoursAfter));

    // Then
    earlier.forEach(time -> assertThat(covering(partitions, time)).hasSize(1));
    later.forEach(time -> assertThat(covering(partitions, time)).hasSize(1));
    assertThat(partitions)
        // The function that creates it names it after this.
        .extracting(TimePartition::from)
        .doesNotHaveDuplicates();
    assertNoOverlap(partitions);
  }

  /** One request may have a reading of each week since 1970, or of each year since the year 1. */
  @ParameterizedTest
  @CsvSource({
    "1970-01-01, PT168H, PT168H, 90",
    "0001-01-01, PT168H, PT8766H, 120",
    "1970-01-01, PT1H, PT24H, 150",
    "2026-01-01, PT1H, PT1H, 100"
  })
  void timesThatAreSpread_needFewPartitions(
      LocalDate first, Duration length, Duration step, int most) {
    // Given
    List<Long> times = new ArrayList<>();
    long time = ReadingTime.toMicros(first.atStartOfDay(ZoneOffset.UTC).toInstant());
    for (; time <= NOW; time += step.toMillis() * 1_000) {
      times.add(time);
    }

    // When
    Collection<TimePartition> partitions = missingFor(List.of(), times, length, NOW);

    // Then
    assertThat(partitions).hasSizeLessThan(most);
    times.forEach(each -> assertThat(covering(List.copyOf(partitions), each)).hasSize(1));
  }

  @Test
  void timesNearNow_havePartitionsOfTheConfiguredLength() {
    // Given
    Duration week = Duration.ofDays(7);
    List<Long> times = new ArrayList<>();
    for (int weeks = -15; weeks <= 15; weeks++) {
      times.add(NOW + weeks * 7 * 24 * HOUR);
    }

    // When
    Collection<TimePartition> partitions = missingFor(List.of(), times, week, NOW);

    // Then
    assertThat(partitions)
        .hasSize(31)
        .allMatch(one -> one.toMicros() - one.fromMicros() == 7 * 24 * HOUR);
  }

  @Test
  void partitionsBetween_followEachOther() {
    // Given
    long from = ReadingTime.toMicros(Instant.parse("2026-11-25T23:59:59.999999Z"));
    long to = ReadingTime.toMicros(Instant.parse("2026-12-03T00:00:00Z"));
    TimePartitions partitions = new TimePartitions(List.of(), Duration.ofDays(7));

    // When
    List<TimePartition> between = List.copyOf(partitions.missingBetween(from, to));

    // Then
    assertThat(between)
        .extracting(TimePartition::from)
        .containsExactly(
            "2026-11-19 00:00:00+00", "2026-11-26 00:00:00+00", "2026-12-03 00:00:00+00");
    assertThat(between.get(0).to()).isEqualTo("2026-11-26 00:00:00+00");
    assertThat(new TimePartitions(between, Duration.ofDays(7)).missingBetween(from, to)).isEmpty();
  }

  @Property
  void partitionsBetween_leaveNoGapAlsoAroundThoseOfAnotherLength(
      @ForAll @Size(max = 5) List<@LongRange(min = 0, max = 24 * 400) Long> earlierHours,
      @ForAll @IntRange(min = 1, max = 24 * 40) int hoursBefore,
      @ForAll @IntRange(min = 1, max = 24 * 40) int hoursAfter,
      @ForAll @LongRange(min = 0, max = 24 * 400) long fromHour,
      @ForAll @LongRange(min = 0, max = 24 * 100) long hours) {
    // Given
    List<TimePartition> partitions = new ArrayList<>();
    if (!earlierHours.isEmpty()) {
      List<Long> earlier = earlierHours.stream().map(hour -> hour * HOUR).toList();
      addMissing(partitions, earlier, Duration.ofHours(hoursBefore));
    }
    Duration length = Duration.ofHours(hoursAfter);
    long from = fromHour * HOUR;
    long to = from + hours * HOUR;

    // When
    partitions.addAll(new TimePartitions(partitions, length).missingBetween(from, to));

    // Then
    assertNoOverlap(partitions);
    assertThat(new TimePartitions(partitions, length).lengthsAhead(from) * hoursAfter)
        .isGreaterThan(hours);
  }

  @Test
  void partitionsBetween_endWithTheLastTimeThatCanBe() {
    // Given
    TimePartitions partitions = new TimePartitions(List.of(), Duration.ofDays(7));

    // When
    Collection<TimePartition> between =
        partitions.missingBetween(ReadingTime.MAX_MICROS, Long.MAX_VALUE);

    // Then
    assertThat(between).singleElement().matches(last -> last.covers(ReadingTime.MAX_MICROS));
  }

  @Test
  void timeAhead_endsAtTheFirstGap() {
    // Given
    TimePartitions partitions =
        new TimePartitions(
            List.of(
                new TimePartition(0, HOUR),
                new TimePartition(HOUR, 2 * HOUR),
                new TimePartition(3 * HOUR, 4 * HOUR)),
            Duration.ofHours(1));

    // Then
    assertThat(partitions.lengthsAhead(HOUR / 2)).isEqualTo(1.5);
    assertThat(partitions.lengthsAhead(2 * HOUR)).isZero();
    assertThat(partitions.lengthsAhead(3 * HOUR)).isEqualTo(1);
  }

  private static void addMissing(
      List<TimePartition> partitions, List<Long> times, Duration length) {
    partitions.addAll(missingFor(partitions, times, length, NOW));
  }

  private static Collection<TimePartition> missingFor(
      List<TimePartition> partitions, List<Long> times, Duration length, long now) {
    long[] micros = times.stream().mapToLong(Long::longValue).toArray();
    return new TimePartitions(partitions, length).missingFor(micros, now);
  }

  private static List<TimePartition> covering(List<TimePartition> partitions, long time) {
    return partitions.stream().filter(partition -> partition.covers(time)).toList();
  }

  private static void assertNoOverlap(List<TimePartition> partitions) {
    List<TimePartition> sorted = new ArrayList<>(partitions);
    sorted.sort((a, b) -> Long.compare(a.fromMicros(), b.fromMicros()));
    for (int i = 1; i < sorted.size(); i++) {
      assertThat(sorted.get(i).fromMicros()).isGreaterThanOrEqualTo(sorted.get(i - 1).toMicros());
    }
  }
}
