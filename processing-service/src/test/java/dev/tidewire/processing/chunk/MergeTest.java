package dev.tidewire.processing.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.contract.frame.FrameDecoder;
import dev.tidewire.contract.frame.ReadingColumns;
import dev.tidewire.processing.chunk.Merged.Taken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MergeTest {
  private static final long SECOND = 1_000_000;
  private static final int NEVER = Integer.MAX_VALUE;
  private static final long MIDNIGHT = 1_763_769_600 * SECOND;

  /**
   * A poll, or a merge that takes at most so many readings at once.
   *
   * @param direct of a series, from which on a gather settles a group at once
   */
  private record Step(List<Reading> poll, int gather, int direct, int settle) {}

  /** Few series and times, so that there are corrections, around a midnight. */
  private static Arbitrary<Reading> readings() {
    Arbitrary<Long> times =
        Arbitraries.frequencyOf(
            Tuple.of(20, Arbitraries.longs().between(-40, 40).map(at -> MIDNIGHT + at * SECOND)),
            Tuple.of(
                1,
                Arbitraries.of(
                    ReadingTime.MIN_MICROS, ReadingTime.MAX_MICROS, 0L, -1L, MIDNIGHT - 1)));
    return Combinators.combine(
            Arbitraries.of(1L, 2L, 63L, 64L, 200L), times, Arbitraries.doubles().between(-9, 9))
        .as(Reading::new);
  }

  @Provide
  static Arbitrary<List<Step>> histories() {
    Arbitrary<Step> polls =
        readings().list().ofMinSize(1).ofMaxSize(40).map(poll -> new Step(poll, 0, 0, 0));
    Arbitrary<Step> gathers =
        Combinators.combine(
                Arbitraries.integers().between(1, 100), Arbitraries.of(0, 1, 2, 5, NEVER))
            .as((most, direct) -> new Step(List.of(), most, direct, 0));
    Arbitrary<Step> settles =
        Arbitraries.integers().between(1, 100).map(most -> new Step(List.of(), 0, 0, most));
    return Arbitraries.frequencyOf(Tuple.of(3, polls), Tuple.of(2, gathers), Tuple.of(2, settles))
        .list()
        .ofMaxSize(25);
  }

  @Property
  void whatIsRead_isTheLastOfEachSeriesAndTimeAfterEachStep(
      @ForAll("histories") List<Step> history) {
    // Given
    SimulatedTables tables = new SimulatedTables();
    List<Reading> written = new ArrayList<>();
    int readings = 0;
    int duplicates = 0;

    for (Step step : history) {
      // When
      if (!step.poll().isEmpty()) {
        tables.write(Reading.frame(step.poll()));
        written.addAll(step.poll());
        readings += Reading.last(step.poll()).size();
      }
      duplicates += merge(tables, step);

      // Then
      assertThat(tables.read()).isEqualTo(Reading.last(written));
      assertAreChunks(tables.chunks());
    }

    // When
    while (tables.hasBlocks()) {
      duplicates += merge(tables, new Step(List.of(), 50, NEVER, 50));
    }

    // Then
    assertThat(tables.read()).isEqualTo(Reading.last(written));
    assertThat(duplicates).isEqualTo(readings - Reading.last(written).size());
  }

  /** What was corrected never comes back as it was before. */
  @Property
  void whatIsTooOld_isThereAsItWasLastOrNotAtAll(
      @ForAll("histories") List<Step> history,
      @ForAll List<@LongRange(min = -45, max = 45) Long> horizons) {
    // Given
    SimulatedTables tables = new SimulatedTables();
    List<Reading> written = new ArrayList<>();
    Iterator<Long> horizon = horizons.stream().sorted().iterator();
    long kept = ReadingTime.MIN_MICROS;

    for (Step step : history) {
      // When
      if (!step.poll().isEmpty()) {
        tables.write(Reading.frame(step.poll()));
        written.addAll(step.poll());
      }
      if (horizon.hasNext()) {
        kept = MIDNIGHT + horizon.next() * SECOND;
        tables.dropBefore(kept);
      }
      merge(tables, step);

      // Then
      NavigableMap<Reading.Key, Double> last = Reading.last(written);
      long from = kept;
      assertThat(last).containsAllEntriesOf(tables.read());
      last.keySet().removeIf(key -> key.micros() < from);
      assertThat(tables.read()).containsAllEntriesOf(last);
    }
  }

  @Test
  void groupWithEnoughReadings_isSettledAtOnce_afterWhatWasGatheredOfIt() {
    // Given
    SimulatedTables tables = new SimulatedTables();
    tables.write(Reading.frame(List.of(new Reading(70, 1, 1), new Reading(70, 2, 1))));
    Merges.gather(tables, 0, 100);
    tables.write(
        Reading.frame(
            List.of(
                new Reading(1, 1, 1),
                new Reading(70, 2, 2),
                new Reading(70, 3, 2),
                new Reading(70, 4, 2))));

    // When
    Merged merged = Gather.run(tables, 0, new Gather.Rule(100, 3, group -> true));

    // Then
    assertThat(merged).isEqualTo(new Merged(new Taken(1, 4), new Taken(1, 2), 1, 0));
    assertThat(tables.groups(0)).containsExactly(0L);
    assertThat(tables.read())
        .containsEntry(new Reading.Key(70, 1), 1.0)
        .containsEntry(new Reading.Key(70, 2), 2.0)
        .hasSize(5);
  }

  @Test
  void gatheredBlocks_setFarReadingsApart() {
    // Given
    long day = SeriesDay.LENGTH_MICROS;
    SimulatedTables tables = new SimulatedTables();
    tables.write(Reading.frame(List.of(new Reading(1, MIDNIGHT, 1), new Reading(2, MIDNIGHT, 1))));
    tables.write(Reading.frame(List.of(new Reading(1, MIDNIGHT - 9 * day, 1))));
    tables.write(Reading.frame(List.of(new Reading(3, MIDNIGHT + 1, 1))));

    // When
    Merges.gather(tables, 0, 100);

    // Then
    assertThat(tables.blocks())
        .extracting(row -> row.readings().size())
        .containsExactlyInAnyOrder(1, 3);
  }

  @Test
  void whatIsLeftOut_isCounted() {
    // Given
    SimulatedTables tables = new SimulatedTables();
    tables.write(
        Reading.frame(
            List.of(
                new Reading(1, MIDNIGHT - 2, 1),
                new Reading(1, MIDNIGHT - 1, 1),
                new Reading(1, MIDNIGHT, 1))));
    tables.dropBefore(MIDNIGHT);
    Merges.gather(tables, 0, 100);

    // Then
    assertThat(Settle.run(tables, 0, 0, 100))
        .isEqualTo(new Merged(Taken.NOTHING, new Taken(1, 3), 0, 2));
    assertThat(tables.read()).containsOnlyKeys(new Reading.Key(1, MIDNIGHT));
  }

  private static int merge(SimulatedTables tables, Step step) {
    int duplicates = 0;
    if (step.gather() > 0) {
      Gather.Rule rule = new Gather.Rule(step.gather(), step.direct(), group -> group != 0);
      duplicates += Gather.run(tables, 0, rule).duplicates();
    }
    if (step.settle() > 0) {
      for (long group : tables.groups(0)) {
        duplicates += Settle.run(tables, 0, group, step.settle()).duplicates();
      }
    }
    return duplicates;
  }

  private static void assertAreChunks(List<Chunk> chunks) {
    chunks.forEach(MergeTest::assertIsChunk);
    List<ChunkPlace> places =
        chunks.stream()
            .map(Chunk::at)
            .sorted(
                Comparator.comparingLong(ChunkPlace::seriesId)
                    .thenComparingLong(ChunkPlace::lastMicros))
            .toList();
    for (int i = 1; i < places.size(); i++) {
      ChunkPlace before = places.get(i - 1);
      ChunkPlace after = places.get(i);
      assertThat(before.seriesId() < after.seriesId() || before.lastMicros() < after.firstMicros())
          .as("%s before %s", before, after)
          .isTrue();
    }
  }

  private static void assertIsChunk(Chunk chunk) {
    List<Reading> readings = Reading.all((ReadingColumns) FrameDecoder.decode(chunk.body()));
    List<Double> values = readings.stream().map(Reading::value).toList();
    Reading first = readings.get(0);
    Reading last = readings.get(readings.size() - 1);
    double total = 0;
    for (double value : values) {
      total += value;
    }
    assertThat(readings).allMatch(one -> one.series() == first.series()).hasSizeBetween(1, 720);
    assertThat(ReadingTime.toUtc(first.micros()).toLocalDate())
        .isEqualTo(ReadingTime.toUtc(last.micros()).toLocalDate());
    assertThat(chunk.at())
        .isEqualTo(new ChunkPlace(first.series(), first.micros(), last.micros(), readings.size()));
    assertThat(List.of(chunk.first(), chunk.last(), chunk.total()))
        .isEqualTo(List.of(first.value(), last.value(), total));
    assertThat(List.of(chunk.least(), chunk.greatest()))
        .isEqualTo(
            List.of(
                values.stream().reduce(Math::min).orElseThrow(),
                values.stream().reduce(Math::max).orElseThrow()));
  }

  @Test
  void aSeriesThatTrickles_hasFewChunks() {
    // Given
    SimulatedTables tables = new SimulatedTables();

    // When
    for (int i = 0; i < 1_440; i++) {
      settleAt(tables, LongStream.of(MIDNIGHT + i * 60 * SECOND));
    }

    // Then
    assertThat(tables.chunks()).hasSizeBetween(2, 12);
    assertAreChunks(tables.chunks());
  }

  @Test
  void aSeriesThatTricklesBackwards_hasFewChunks() {
    // Given
    SimulatedTables tables = new SimulatedTables();

    // When
    for (int i = 1_439; i >= 0; i--) {
      settleAt(tables, LongStream.of(MIDNIGHT + i * 60 * SECOND));
    }

    // Then
    assertThat(tables.chunks()).hasSizeBetween(2, 12);
    assertAreChunks(tables.chunks());
  }

  @Test
  void aSeriesOfManyReadings_hasFullChunks() {
    // Given
    SimulatedTables tables = new SimulatedTables();

    // When
    for (int hour = 0; hour < 24; hour++) {
      long start = MIDNIGHT + hour * 3_600 * SECOND;
      settleAt(tables, LongStream.range(0, 360).map(i -> start + i * 10 * SECOND));
    }

    // Then
    assertThat(tables.chunks()).hasSize(12).allMatch(chunk -> chunk.at().size() == 720);
  }

  @Test
  void aLateReading_changesOnlyTheChunkThatItFallsInto() {
    // Given
    SimulatedTables tables = new SimulatedTables();
    settleAt(tables, LongStream.range(0, 7_200).map(i -> MIDNIGHT + i * SECOND));
    List<Chunk> before = List.copyOf(tables.chunks());

    // When
    settleAt(tables, LongStream.of(MIDNIGHT + SECOND / 2, MIDNIGHT + 7_198 * SECOND + 1));

    // Then
    List<Chunk> left = new ArrayList<>(before);
    left.retainAll(tables.chunks());
    assertThat(before).hasSize(10);
    assertThat(left).isEqualTo(before.subList(1, 9));
    assertAreChunks(tables.chunks());
  }

  /** Each would keep a chunk of its own for ever, as nothing comes after it. */
  @Test
  void lateReadingsBetweenChunks_joinThem() {
    // Given
    SimulatedTables tables = new SimulatedTables();
    for (int hour = 0; hour < 24; hour += 2) {
      long start = MIDNIGHT + hour * 3_600 * SECOND;
      settleAt(tables, LongStream.range(0, 500).map(i -> start + i * 5 * SECOND));
    }

    // When
    for (int hour = 1; hour < 23; hour += 2) {
      settleAt(tables, LongStream.of(MIDNIGHT + hour * 3_600 * SECOND));
    }

    // Then
    assertThat(tables.chunks()).hasSize(12);
    assertAreChunks(tables.chunks());
  }

  /** However late readings come to a day that is over, it has few chunks. */
  @Property(tries = 50)
  void lateReadings_leaveFewChunks(
      @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 0, max = 86_399) Integer> late,
      @ForAll @IntRange(min = 1, max = 24) int hours,
      @ForAll @IntRange(min = 10, max = 900) int everySeconds) {
    // Given
    SimulatedTables tables = new SimulatedTables();
    for (int hour = 0; hour < 24; hour += hours) {
      long start = MIDNIGHT + hour * 3_600 * SECOND;
      settleAt(
          tables,
          LongStream.range(0, 3_600 / everySeconds).map(i -> start + i * everySeconds * SECOND));
    }

    // When
    late.forEach(second -> settleAt(tables, LongStream.of(MIDNIGHT + second * SECOND + 1)));

    // Then
    int readings = tables.chunks().stream().mapToInt(chunk -> chunk.at().size()).sum();
    assertThat(tables.chunks()).hasSizeLessThanOrEqualTo(3 + readings / 200);
  }

  private static void settleAt(SimulatedTables tables, LongStream times) {
    tables.write(Reading.frame(times.mapToObj(time -> new Reading(70, time, 1.5)).toList()));
    Merges.gather(tables, 0, 100_000);
    Settle.run(tables, 0, 1, 100_000);
  }
}
