package dev.tidewire.ingest.batch;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesReadings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups the good readings of one request into encoded batches, one or more for each partition. The
 * readings of a sensor stay in order. What is not encoded yet is bounded in bytes and in series,
 * whatever the request contains. Not thread-safe.
 */
public final class BatchBuilder {
  /**
   * A batch exceeds this by at most one reading with its names and tags, so it stays well below the
   * topic's limit of 1 MiB.
   */
  static final int MAX_BATCH_BYTES = 512 * 1024;

  static final int MAX_OPEN_SERIES = 16_384;

  /** A double, and the longest varint of a time. */
  private static final int READING_BYTES_BOUND = 18;

  private final SeriesTable table;
  private final @Nullable List<SeriesReadings>[] open;
  private final int[] openBytes;
  private final List<EncodedBatch> encoded = new ArrayList<>(4);
  private OpenSeries[] ofItem = new OpenSeries[1];
  private int items;
  private int readings;

  /** The least {@link OpenSeries#untimed} of a series that is opened now, and the most so far. */
  private int firstUntimed;

  private int mostUntimed;

  /** Whether a reading may have the series and time of one before it. */
  private boolean mayReplace;

  /** Starts a request. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types
  public BatchBuilder(SeriesCatalog catalog) {
    this.table = new SeriesTable(catalog);
    this.open = new List[catalog.partitions()];
    this.openBytes = new int[catalog.partitions()];
  }

  /** The number of readings added so far. */
  public int readings() {
    return readings;
  }

  /**
   * Adds all measurements of an item; or adds none and returns the reason. Without a time of its
   * own, each further reading of a series is a microsecond later than the one before, so that none
   * replaces another.
   */
  public @Nullable Violation add(ReadingDraft draft) {
    items++;
    if (ofItem.length < draft.size()) {
      ofItem = Arrays.copyOf(ofItem, draft.size() * 2);
    }
    for (int i = 0; i < draft.size(); i++) {
      Measurement measurement = draft.measurement(i);
      Opened opened = table.open(draft.sensor(), measurement);
      if (opened instanceof Violation violation) {
        return violation;
      }
      OpenSeries series = (OpenSeries) opened;
      if (series.lastItem == items) {
        return new Violation("/values", "metric \"" + measurement.metric() + "\" occurs twice");
      }
      series.lastItem = items;
      ofItem[i] = series;
    }
    for (int i = 0; i < draft.size(); i++) {
      add(ofItem[i], time(ofItem[i], draft), draft.measurement(i).value());
    }
    return null;
  }

  /** The batches of the request, in the order to send them. */
  public List<EncodedBatch> finish() {
    encodeOpen();
    return encoded;
  }

  /** After {@link #finish}: how many readings a later one of the same series and time replaces. */
  public int replaced() {
    return mayReplace ? Replacements.count(encoded, readings) : 0;
  }

  private long time(OpenSeries series, ReadingDraft draft) {
    if (draft.isLocal()) {
      if (series.doubledHour == null) {
        series.doubledHour = new DoubledHour();
      }
      return series.doubledHour.choose(draft.timeMicros(), draft.latestMicros());
    }
    if (draft.hasTime()) {
      return draft.timeMicros();
    }
    int place = Math.max(series.untimed, firstUntimed);
    series.untimed = place + 1;
    mostUntimed = Math.max(mostUntimed, series.untimed);
    return draft.timeMicros() + place;
  }

  private void add(OpenSeries series, long timeMicros, double value) {
    int partition = series.known.partition();
    SeriesReadings column = series.readings;
    if (column == null) {
      column = column(series.known);
      series.readings = column;
      openBytes[partition] += series.known.encodedBytesBound();
    }
    column.add(timeMicros, value);
    readings++;
    mayReplace |= timeMicros <= series.latest;
    series.latest = Math.max(series.latest, timeMicros);
    openBytes[partition] += READING_BYTES_BOUND;
    boolean isCrowded = table.size() >= MAX_OPEN_SERIES;
    if (openBytes[partition] >= MAX_BATCH_BYTES || isCrowded) {
      encodeOpen();
    }
    if (isCrowded) {
      forgetSeries();
    }
  }

  private void forgetSeries() {
    table.clear();
    firstUntimed = mostUntimed;
    mayReplace = true;
  }

  private SeriesReadings column(KnownSeries known) {
    SeriesReadings column = new SeriesReadings(known.key(), known.unit(), known.tags(), 1);
    List<SeriesReadings> columns = open[known.partition()];
    if (columns == null) {
      columns = new ArrayList<>();
      open[known.partition()] = columns;
    }
    columns.add(column);
    return column;
  }

  private void encodeOpen() {
    for (int partition = 0; partition < open.length; partition++) {
      List<SeriesReadings> columns = open[partition];
      if (columns != null) {
        ReadingBatch batch = new ReadingBatch(columns);
        encoded.add(new EncodedBatch(partition, ReadingBatchCodec.encode(batch), batch.size()));
        open[partition] = null;
        openBytes[partition] = 0;
      }
    }
    table.endColumns();
  }
}
