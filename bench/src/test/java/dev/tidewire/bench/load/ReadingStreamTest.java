package dev.tidewire.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadingStreamTest {
  private static final long FIRST = 1_795_392_000_000L;
  private static final long HOUR = 3_600_000;

  /** As W2 and W3, with fewer series. */
  private static final Workload STEADY = new Workload("steady", 3_000, 10_000, false);

  private static final Workload LATE = new Workload("late", 3_000, 10_000, true);

  /** A multiple of the span by which late readings go. */
  private static final int TURNS = 400;

  private record Reading(int series, long millis, int thousandths) {
    List<Long> key() {
      return List.of((long) series, millis);
    }
  }

  @Test
  void isTheSameForASeed_andAnotherForAnother() {
    for (Workload workload : List.of(Workload.W1, STEADY, LATE)) {
      // When
      List<Reading> readings = readings(new ReadingStream(workload, 7, FIRST), 50);

      // Then
      assertThat(readings(new ReadingStream(workload, 7, FIRST), 50)).isEqualTo(readings);
      assertThat(readings(new ReadingStream(workload, 8, FIRST), 50)).isNotEqualTo(readings);
    }
  }

  @Test
  void manySeries_haveAReadingEachInTenSeconds() {
    // Given
    ReadingStream stream = new ReadingStream(Workload.W2, 1, FIRST);
    int batches = Workload.W2.batchesPerTurn();

    // When
    List<Reading> first = readings(stream, batches);
    List<Reading> second = readings(stream, batches);

    // Then
    for (List<Reading> turn : List.of(first, second)) {
      assertThat(turn.stream().map(Reading::series).distinct()).hasSize(100_000);
    }
    IntStream.range(0, first.size())
        .forEach(
            i -> {
              assertThat(second.get(i).series()).isEqualTo(first.get(i).series());
              assertThat(second.get(i).millis() - first.get(i).millis()).isBetween(9_001L, 10_999L);
            });
    assertThat(first).allMatch(reading -> reading.millis() >= FIRST);
    assertThat(first).allMatch(reading -> reading.millis() < FIRST + 11_000);
  }

  @Test
  void aBatch_hasAThousandSeries() {
    for (Workload workload : List.of(Workload.W1, Workload.W2, Workload.W3)) {
      // When
      Batch batch = new ReadingStream(workload, 1, FIRST).next();

      // Then
      assertThat(IntStream.of(batch.series()).distinct().count()).isEqualTo(Workload.BATCH);
    }
  }

  @Test
  void halfOfTheSeriesJitter_andValuesWalkInSmallSteps() {
    // Given
    Map<Integer, List<Reading>> bySeries = new HashMap<>();
    for (Reading reading : readings(new ReadingStream(STEADY, 1, FIRST), TURNS * 3)) {
      bySeries.computeIfAbsent(reading.series(), unused -> new ArrayList<>()).add(reading);
    }

    // When
    long steady =
        bySeries.values().stream()
            .filter(
                of ->
                    IntStream.range(1, of.size())
                        .allMatch(i -> of.get(i).millis() - of.get(i - 1).millis() == 10_000))
            .count();

    // Then
    assertThat(steady).isEqualTo(1_500);
    assertThat(bySeries.values())
        .allSatisfy(
            of ->
                assertThat(IntStream.range(1, of.size()))
                    .allMatch(
                        i ->
                            Math.abs(of.get(i).thousandths() - of.get(i - 1).thousandths())
                                <= 200));
  }

  @Test
  void onTime_noKeyIsTwice() {
    for (Workload workload : List.of(Workload.W1, STEADY)) {
      // Given
      ReadingStream stream = new ReadingStream(workload, 1, FIRST);

      // When
      List<Reading> readings = readings(stream, 1_000);

      // Then
      assertThat(readings.stream().map(Reading::key).distinct()).hasSize(readings.size());
      assertThat(stream.corrections()).isZero();
    }
  }

  @Test
  void fivePercentAreLate_andHalfOfTheseCorrectWhatWasSent() {
    // Given
    ReadingStream stream = new ReadingStream(LATE, 1, FIRST);
    Set<List<Long>> sent = new HashSet<>();
    int late = 0;
    int corrections = 0;

    // When
    for (int turn = 0; turn < TURNS; turn++) {
      for (Reading reading : readings(stream, 3)) {
        long due = FIRST + turn * 10_000L;
        late += reading.millis() < due ? 1 : 0;
        corrections += sent.add(reading.key()) ? 0 : 1;
        assertThat(reading.millis()).isBetween(due - HOUR, due + 11_000);
      }
    }

    // Then: at the very first turn there is nothing to correct
    double all = TURNS * 3_000.0;
    assertThat(late / all).isBetween(0.0499, 0.05);
    assertThat(corrections / all).isBetween(0.0249, 0.025);
    assertThat(stream.corrections()).isEqualTo(corrections);
    assertThat(stream.readings()).isEqualTo((long) all);
  }

  @Test
  void goesOnLate_afterReadingsThatWereOnTime() {
    // Given
    ReadingStream stream = new ReadingStream(STEADY, 1, FIRST);
    Set<List<Long>> sent = new HashSet<>();
    readings(stream, 60 * 3).forEach(reading -> sent.add(reading.key()));

    // When
    stream.goOnAs(LATE);
    List<Reading> more = readings(stream, TURNS * 3);
    long corrections = more.stream().filter(reading -> !sent.add(reading.key())).count();

    // Then
    assertThat(stream.corrections()).isEqualTo(corrections);
    assertThat(corrections / (double) more.size()).isBetween(0.0249, 0.0251);
  }

  @Test
  void goesOnOnlyAtATurn() {
    // Given
    ReadingStream stream = new ReadingStream(STEADY, 1, FIRST);

    // When
    Batch unused = stream.next();

    // Then
    assertThatThrownBy(() -> stream.goOnAs(LATE)).isInstanceOf(IllegalStateException.class);
  }

  private static List<Reading> readings(ReadingStream stream, int batches) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < batches; i++) {
      Batch batch = stream.next();
      for (int place = 0; place < batch.size(); place++) {
        readings.add(
            new Reading(batch.series()[place], batch.millis()[place], batch.thousandths()[place]));
      }
    }
    return readings;
  }
}
