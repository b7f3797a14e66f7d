package dev.tidewire.processing.store;

import dev.tidewire.contract.SensorReading;
import dev.tidewire.processing.intake.MergedSeries;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.intake.SourceRecord;
import dev.tidewire.processing.store.Bisection.RefusedRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A reading that the database refuses.
 *
 * @param source the record it came in; the last one, where several hold its series and time
 * @param sqlState class 21, 22 or 23
 * @param detail the database's message
 */
public record RefusedReading(
    SensorReading reading, SourceRecord source, String sqlState, String detail) {
  static List<RefusedReading> of(
      List<RefusedRow> refused, Rows rows, List<Rows.Identified> identified, Poll poll) {
    Map<Long, MergedSeries> series = new HashMap<>();
    identified.forEach(entry -> series.put(entry.id(), entry.series()));
    return refused.stream()
        .map(
            row ->
                of(row, rows, Objects.requireNonNull(series.get(rows.seriesId(row.row()))), poll))
        .toList();
  }

  private static RefusedReading of(RefusedRow row, Rows rows, MergedSeries series, Poll poll) {
    long time = rows.timeMicros(row.row());
    SensorReading reading =
        new SensorReading(series.key(), time, rows.value(row.row()), series.unit(), series.tags());
    return new RefusedReading(
        reading, poll.sourceOf(reading), row.refusal().sqlState(), row.refusal().detail());
  }
}
