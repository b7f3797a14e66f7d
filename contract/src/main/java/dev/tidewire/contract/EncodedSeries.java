package dev.tidewire.contract;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;

/**
 * Readings of a series whose names are encoded already, in the order they were added. Not
 * thread-safe.
 */
public final class EncodedSeries {
  private final EncodedNames names;
  private final SeriesReadings.Columns readings;

  private EncodedSeries(EncodedNames names, SeriesReadings.Columns readings) {
    this.names = names;
    this.readings = readings;
  }

  /** No readings yet, with room for {@code capacity} (at least one). */
  public EncodedSeries(EncodedNames names, int capacity) {
    this(names, SeriesReadings.Columns.withRoomFor(capacity));
  }

  static EncodedSeries of(SeriesReadings series) {
    return new EncodedSeries(
        EncodedNames.of(series.series(), series.unit(), series.tags()), series.columns());
  }

  /** Adds one reading; the caller has checked the time and that the value is finite. */
  public void add(long timeMicros, double value) {
    readings.add(timeMicros, value);
  }

  /** The number of readings. */
  public int size() {
    return readings.size();
  }

  int encodedBytes() {
    return names.length()
        + ReadingBatchCodec.messageSize(ReadingBatchCodec.SERIES_TIME, timesBytes())
        + ReadingBatchCodec.messageSize(ReadingBatchCodec.SERIES_VALUE, valuesBytes());
  }

  void writeTo(CodedOutputStream out) throws IOException {
    names.writeTo(out);
    ReadingBatchCodec.writeMessageHead(out, ReadingBatchCodec.SERIES_TIME, timesBytes());
    long previous = 0;
    for (int i = 0; i < readings.size(); i++) {
      out.writeSInt64NoTag(readings.time(i) - previous);
      previous = readings.time(i);
    }
    ReadingBatchCodec.writeMessageHead(out, ReadingBatchCodec.SERIES_VALUE, valuesBytes());
    for (int i = 0; i < readings.size(); i++) {
      out.writeDoubleNoTag(readings.value(i));
    }
  }

  private int valuesBytes() {
    return readings.size() * Double.BYTES;
  }

  private int timesBytes() {
    int size = 0;
    long previous = 0;
    for (int i = 0; i < readings.size(); i++) {
      size += CodedOutputStream.computeSInt64SizeNoTag(readings.time(i) - previous);
      previous = readings.time(i);
    }
    return size;
  }
}
