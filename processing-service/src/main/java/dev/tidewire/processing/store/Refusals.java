package dev.tidewire.processing.store;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.SensorReading;
import dev.tidewire.processing.intake.MergedSeries;
import dev.tidewire.processing.intake.Occurrence;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.ReadingKey;
import dev.tidewire.processing.intake.RefusedReading;
import dev.tidewire.processing.store.Bisection.RefusedRow;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The readings of a poll that the database refuses, and those hidden by them: earlier readings of
 * the same series and time in the same poll, which count when the later ones are refused.
 */
final class Refusals {
  private final Map<Long, MergedSeries> series;
  private final Map<ReadingKey, Deque<Occurrence>> occurrences;
  private final List<RefusedReading> readings = new ArrayList<>();
  private Rows hidden;

  /**
   * Starts with the refused rows of a poll.
   *
   * @param rows all rows of the poll
   */
  Refusals(Rows rows, List<RefusedRow> refused, List<Rows.Identified> identified, Poll poll) {
    series = identified.stream().collect(toMap(Rows.Identified::id, Rows.Identified::series));
    occurrences =
        poll.occurrences(refused.stream().map(row -> place(rows, row.row())).collect(toSet()));
    hidden = hiddenBy(rows, refused);
  }

  /** The rows hidden by the refused rows taken last; may be empty. */
  Rows hidden() {
    return hidden;
  }

  /** Takes the refused rows among the {@link #hidden} ones. */
  void take(List<RefusedRow> refused) {
    hidden = hiddenBy(hidden, refused);
  }

  /** The earlier readings that the refused rows had replaced. */
  private Rows hiddenBy(Rows rows, List<RefusedRow> refused) {
    SortedMap<Integer, Double> values = new TreeMap<>();
    for (RefusedRow row : refused) {
      Deque<Occurrence> left = Objects.requireNonNull(occurrences.get(place(rows, row.row())));
      Occurrence last = left.pop();
      readings.add(refusedReading(rows, row, last));
      left.removeIf(earlier -> isSame(earlier, last));
      if (!left.isEmpty()) {
        values.put(row.row(), left.element().value());
      }
    }
    return rows.with(values);
  }

  /** The refused readings taken so far. */
  List<RefusedReading> readings() {
    return readings;
  }

  /** The same reading, sent more than once. */
  private static boolean isSame(Occurrence one, Occurrence other) {
    return Double.doubleToLongBits(one.value()) == Double.doubleToLongBits(other.value());
  }

  private RefusedReading refusedReading(Rows rows, RefusedRow row, Occurrence occurrence) {
    MergedSeries described = seriesOf(rows, row.row());
    SensorReading reading =
        new SensorReading(
            described.key(),
            rows.timeMicros(row.row()),
            occurrence.value(),
            described.unit(),
            described.tags());
    return new RefusedReading(
        reading,
        occurrence.source(),
        DeadLetterReason.REJECTED_BY_DATABASE,
        row.refusal().sqlState(),
        row.refusal().detail());
  }

  private ReadingKey place(Rows rows, int row) {
    return new ReadingKey(seriesOf(rows, row).key(), rows.timeMicros(row));
  }

  private MergedSeries seriesOf(Rows rows, int row) {
    return Objects.requireNonNull(series.get(rows.seriesId(row)));
  }
}
