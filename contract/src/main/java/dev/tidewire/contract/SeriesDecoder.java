package dev.tidewire.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Arrays;

/**
 * Decodes the series of a batch one after another, each up to the input's current limit. Columns
 * may be packed, unpacked or in several pieces, as protobuf allows. Names are read only where the
 * sink does not know their bytes.
 */
final class SeriesDecoder {
  private final byte[] bytes;
  private final CodedInputStream in;
  private final BatchSink sink;

  private int index;
  private final NamesSpan names = new NamesSpan();
  private long[] times = {};
  private int timeCount;
  private long previousTime;
  private double[] values = {};
  private int valueCount;

  SeriesDecoder(byte[] bytes, CodedInputStream in, BatchSink sink) {
    this.bytes = bytes;
    this.in = in;
    this.sink = sink;
  }

  /** Hands the series at this place of the batch on. */
  void decode(int place) throws IOException {
    index = place;
    int from = in.getTotalBytesRead();
    names.begin(from);
    timeCount = 0;
    previousTime = 0;
    valueCount = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      field(tag);
    }
    if (timeCount != valueCount) {
      throw invalid(index, "has %d times but %d values".formatted(timeCount, valueCount));
    }
    if (valueCount == 0) {
      throw invalid(index, "holds no reading");
    }
    sink.readings(number(from), times, values, valueCount);
  }

  private void field(int tag) throws IOException {
    int field = WireFormat.getTagFieldNumber(tag);
    switch (field) {
      case ReadingBatchCodec.SERIES_SENSOR,
          ReadingBatchCodec.SERIES_METRIC,
          ReadingBatchCodec.SERIES_UNIT,
          ReadingBatchCodec.SERIES_TAGS -> {
        ReadingBatchDecoder.expect(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        ReadingBatchDecoder.skip(in, tag);
        names.add(field, in.getTotalBytesRead());
      }
      case ReadingBatchCodec.SERIES_TIME -> {
        names.end();
        times(tag);
      }
      case ReadingBatchCodec.SERIES_VALUE -> {
        names.end();
        values(tag);
      }
      default -> {
        names.end();
        ReadingBatchDecoder.skip(in, tag);
      }
    }
  }

  private int number(int from) throws IOException {
    int known = names.areTogether() ? sink.find(bytes, names.from(), names.to()) : BatchSink.NONE;
    return known == BatchSink.NONE ? numberNew(from) : known;
  }

  private int numberNew(int from) throws IOException {
    int length = in.getTotalBytesRead() - from;
    SeriesNames read =
        new NamesDecoder(CodedInputStream.newInstance(bytes, from, length), index).decode();
    byte[] own = read.encode();
    if (names.areTogether() && Arrays.equals(own, 0, own.length, bytes, names.from(), names.to())) {
      return sink.number(read, bytes, names.from(), names.to());
    }
    int known = sink.find(own, 0, own.length);
    return known == BatchSink.NONE ? sink.number(read, own, 0, own.length) : known;
  }

  private void times(int tag) throws IOException {
    if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
      addTime();
      return;
    }
    ReadingBatchDecoder.expect(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    int limit = in.pushLimit(in.readRawVarint32());
    while (in.getBytesUntilLimit() > 0) {
      addTime();
    }
    in.popLimit(limit);
  }

  private void addTime() throws IOException {
    // May overflow on hostile input; the result is then refused below or is a valid time.
    long time = previousTime + in.readSInt64();
    if (!ReadingTime.isValid(time)) {
      throw invalid(index, "reading %d: time is outside the years 1 to 9999".formatted(timeCount));
    }
    if (timeCount == times.length) {
      times = Arrays.copyOf(times, Math.max(4, timeCount * 2));
    }
    times[timeCount++] = time;
    previousTime = time;
  }

  private void values(int tag) throws IOException {
    if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_FIXED64) {
      reserveValues(1);
      addValue();
      return;
    }
    ReadingBatchDecoder.expect(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    int limit = in.pushLimit(in.readRawVarint32());
    // pushLimit has checked that this many bytes exist.
    reserveValues(in.getBytesUntilLimit() / Double.BYTES);
    while (in.getBytesUntilLimit() > 0) {
      addValue();
    }
    in.popLimit(limit);
  }

  private void reserveValues(int more) {
    if (valueCount + more > values.length) {
      values = Arrays.copyOf(values, Math.max(valueCount + more, valueCount * 2));
    }
  }

  private void addValue() throws IOException {
    double value = in.readDouble();
    if (!Double.isFinite(value)) {
      throw invalid(
          index, "reading %d: value must be finite, but is %s".formatted(valueCount, value));
    }
    values[valueCount++] = value;
  }

  static RefusedException invalid(int index, String detail) {
    return new RefusedException(
        DeadLetterReason.INVALID_READING, "series " + index + ": " + detail);
  }
}
