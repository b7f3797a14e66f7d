package dev.tidewire.ingest.batch;

import dev.tidewire.contract.EncodedSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups the good readings of one request into encoded batches, one or more for each partition. The
 * readings of a series stay in order. What is not encoded yet is bounded in bytes and in series,
 * whatever the request contains. Not thread-safe.
 */
public final class BatchBuilder {
  /** One item may add some more. */
  static final int MAX_OPEN_SERIES = 16_384;

  /** What their names take; one item may add some more. */
  static final int MAX_OPEN_BYTES = 6 << 20;

  private final SeriesTable table;
  private final OpenBatches batches;
  private final Untimed untimed;
  private final DoubledHours doubledHours = new DoubledHours();

  /** The series of each measurement of the current item; null for one that is left out. */
  private @Nullable OpenSeries[] ofItem = new @Nullable OpenSeries[1];

  private int items;
  private int readings;

  /** The least {@link OpenSeries#untimed} of a series that is opened now, and the most so far. */
  private int firstUntimed;

  private int mostUntimed;

  /** Whether a reading may have the series and time of one before it. */
  private boolean mayReplace;

  /** Starts a request. */
  public BatchBuilder(SeriesCatalog catalog, Untimed untimed) {
    this.untimed = untimed;
    this.table = new SeriesTable(catalog);
    this.batches = new OpenBatches(catalog.partitions());
  }

  /** The number of readings added so far. */
  public int readings() {
    return readings;
  }

  /**
   * Adds the measurements of an item, of each metric the first one; or adds none and returns the
   * reason. Without a time of its own, each further reading of a series is later than the one
   * before, so that none replaces another.
   */
  public @Nullable Violation add(ReadingDraft draft) {
    if (table.size() >= MAX_OPEN_SERIES || table.bytes() >= MAX_OPEN_BYTES) {
      encodeOpen();
      forgetSeries();
    }
    Violation violation = open(draft);
    if (violation != null) {
      return violation;
    }
    for (int i = 0; i < draft.size(); i++) {
      OpenSeries series = ofItem[i];
      if (series != null) {
        Measurement measurement = draft.measurement(i);
        measurement.timeMicros = time(series, draft);
        add(series, measurement.timeMicros, measurement.value());
      }
    }
    return null;
  }

  /** What the batches that are encoded take. */
  public long encodedBytes() {
    return batches.encodedBytes();
  }

  /** The batches of the request, in the order to send them. */
  public List<EncodedBatch> finish() {
    encodeOpen();
    return batches.encoded();
  }

  /** After {@link #finish}: how many readings a later one of the same series and time replaces. */
  public int replaced() {
    return mayReplace ? Replacements.count(batches.encoded(), readings) : 0;
  }

  /** How many readings of an hour that clocks showed twice were taken for the earlier time. */
  public int earlier() {
    return doubledHours.earlier();
  }

  /** How many readings of an hour that clocks showed twice were taken for the later time. */
  public int later() {
    return doubledHours.later();
  }

  /** Finds the series of an item; returns why it cannot be added, or null. */
  private @Nullable Violation open(ReadingDraft draft) {
    items++;
    if (ofItem.length < draft.size()) {
      ofItem = new @Nullable OpenSeries[draft.size() * 2];
    }
    for (int i = 0; i < draft.size(); i++) {
      Opened opened = table.open(draft.sensor(), draft.measurement(i));
      if (opened instanceof Violation violation) {
        return violation;
      }
      OpenSeries series = (OpenSeries) opened;
      boolean isRepeated = series.lastItem == items;
      ofItem[i] = isRepeated ? null : series;
      if (isRepeated) {
        draft.leaveOut(i);
      }
      series.lastItem = items;
    }
    return draft.isLocal() ? doubledHours.choose(ofItem, draft.size(), draft) : null;
  }

  private long time(OpenSeries series, ReadingDraft draft) {
    if (draft.isLocal()) {
      return doubledHours.take(series, draft);
    }
    if (draft.hasTime()) {
      return draft.timeMicros();
    }
    int place = Math.max(series.untimed, firstUntimed);
    series.untimed = place + 1;
    mostUntimed = Math.max(mostUntimed, series.untimed);
    return untimed.at(draft.timeMicros(), place);
  }

  private void add(OpenSeries series, long timeMicros, double value) {
    EncodedSeries column = series.readings;
    if (column == null) {
      column = batches.column(series.known);
      series.readings = column;
    }
    column.add(timeMicros, value);
    readings++;
    mayReplace |= timeMicros <= series.latest;
    series.latest = Math.max(series.latest, timeMicros);
    if (batches.grow(series.known)) {
      encodeOpen();
    }
  }

  private void encodeOpen() {
    batches.encode();
    table.forEach(series -> series.readings = null);
  }

  private void forgetSeries() {
    table.forEach(doubledHours::remember);
    table.clear();
    firstUntimed = mostUntimed;
    mayReplace = true;
  }
}
