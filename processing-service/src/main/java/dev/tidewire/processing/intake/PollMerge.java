package dev.tidewire.processing.intake;

import dev.tidewire.contract.DecodedBatch;
import dev.tidewire.contract.Malformed;
import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.SeriesKey;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.processing.intake.Poll.UndecodableRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decodes the records of a poll one by one and merges them by series. */
final class PollMerge {
  private final UnitRule units;
  private final Map<SeriesKey, MergedSeries> merged = new HashMap<>();
  private final List<UndecodableRecord> undecodable = new ArrayList<>();
  private final List<UnitConflict> conflicts = new ArrayList<>();
  private int size;
  private int converted;

  PollMerge(UnitRule units) {
    this.units = units;
  }

  Poll merge(List<SourceRecord> records) {
    for (SourceRecord source : records) {
      DecodedBatch decoded = Poll.decode(source);
      if (decoded instanceof ReadingBatch batch) {
        batch.series().forEach(readings -> add(source, readings));
      } else if (decoded instanceof Malformed malformed) {
        undecodable.add(new UndecodableRecord(source, malformed));
      }
    }
    return new Poll(records, merged.values(), undecodable, size, converted, conflicts, units);
  }

  private void add(SourceRecord source, SeriesReadings sent) {
    Unified unified = units.unify(sent);
    if (unified.conflicting() != null) {
      conflicts.add(new UnitConflict(source, unified.conflicting()));
    }
    converted += unified.converted();
    size += unified.readings().size();
    if (unified.readings().size() > 0) {
      merge(unified.readings());
    }
  }

  private void merge(SeriesReadings readings) {
    MergedSeries known = merged.get(readings.series());
    if (known == null) {
      merged.put(readings.series(), new MergedSeries(readings));
    } else {
      known.add(readings);
    }
  }
}
