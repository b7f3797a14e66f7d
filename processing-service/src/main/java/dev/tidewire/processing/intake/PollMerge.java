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

/** Decodes the records of a poll one by one and merges those of a partition by series. */
final class PollMerge {
  private final UnitRule units;
  private final Map<Integer, Map<SeriesKey, MergedSeries>> bySource = new HashMap<>();
  private final List<MergedSeries> merged = new ArrayList<>();
  private final List<UndecodableRecord> undecodable = new ArrayList<>();
  private final List<UnitConflict> conflicts = new ArrayList<>();
  private long size;

  PollMerge(UnitRule units) {
    this.units = units;
  }

  Poll merge(List<SourceRecord> records, int enough) {
    int taken = 0;
    while (taken < records.size() && size < enough) {
      add(records.get(taken++));
    }
    return new Poll(records.subList(0, taken), merged, undecodable, conflicts);
  }

  private void add(SourceRecord source) {
    DecodedBatch decoded = Poll.decode(source);
    if (decoded instanceof ReadingBatch batch) {
      batch.series().forEach(readings -> add(source, readings));
    } else if (decoded instanceof Malformed malformed) {
      undecodable.add(new UndecodableRecord(source, malformed));
    }
  }

  private void add(SourceRecord source, SeriesReadings sent) {
    Unified unified = units.unify(sent);
    if (unified.conflicting() != null) {
      conflicts.add(new UnitConflict(source, unified.conflicting()));
    }
    size += unified.readings().size();
    if (unified.readings().size() > 0) {
      merge(source.partition(), unified.readings(), unified.converted());
    }
  }

  private void merge(int source, SeriesReadings readings, int converted) {
    Map<SeriesKey, MergedSeries> ofSource =
        bySource.computeIfAbsent(source, partition -> new HashMap<>());
    MergedSeries known = ofSource.get(readings.series());
    if (known == null) {
      MergedSeries first = new MergedSeries(source, readings, converted);
      ofSource.put(readings.series(), first);
      merged.add(first);
    } else {
      known.add(readings, converted);
    }
  }
}
