package dev.tidewire.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one series of a batch up to the input's current limit. Columns may be packed, unpacked or
 * in several pieces, as protobuf allows.
 */
final class SeriesDecoder {
  private final CodedInputStream in;
  private final int index;

  private String sensor = "";
  private String metric = "";
  private String unit = "";
  private Map<String, String> tags = Map.of();
  private long[] times = {};
  private int timeCount;
  private long previousTime;
  private double[] values = {};
  private int valueCount;

  SeriesDecoder(CodedInputStream in, int index) {
    this.in = in;
    this.index = index;
  }

  SeriesReadings decode() throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      field(tag);
    }
    if (timeCount != valueCount) {
      throw invalid("has %d times but %d values".formatted(timeCount, valueCount));
    }
    if (valueCount == 0) {
      throw invalid("holds no reading");
    }
    checkNames();
    return new SeriesReadings(
        new SeriesKey(sensor, metric),
        unit.isEmpty() ? null : unit,
        tags,
        times,
        values,
        valueCount);
  }

  private void field(int tag) throws IOException {
    switch (WireFormat.getTagFieldNumber(tag)) {
      case ReadingBatchCodec.SERIES_SENSOR -> sensor = ReadingBatchDecoder.text(in, tag);
      case ReadingBatchCodec.SERIES_METRIC -> metric = ReadingBatchDecoder.text(in, tag);
      case ReadingBatchCodec.SERIES_UNIT -> unit = ReadingBatchDecoder.text(in, tag);
      case ReadingBatchCodec.SERIES_TAGS -> addTag(tag);
      case ReadingBatchCodec.SERIES_TIME -> times(tag);
      case ReadingBatchCodec.SERIES_VALUE -> values(tag);
      default -> ReadingBatchDecoder.skip(in, tag);
    }
  }

  private void addTag(int fieldTag) throws IOException {
    tags = tags.isEmpty() ? new LinkedHashMap<>() : tags;
    TagDecoder.decode(in, fieldTag, tags);
    if (tags.size() > Names.MAX_TAGS) {
      throw invalid("has more than " + Names.MAX_TAGS + " tags");
    }
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
      throw invalid("reading %d: time is outside the years 1 to 9999".formatted(timeCount));
    }
    if (timeCount == times.length) {
      times = Arrays.copyOf(times, Math.max(1, timeCount * 2));
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
      throw invalid("reading %d: value must be finite, but is %s".formatted(valueCount, value));
    }
    values[valueCount++] = value;
  }

  private void checkNames() throws RefusedException {
    @Nullable String violation = Names.sensorViolation(sensor);
    if (violation == null) {
      violation = Names.metricViolation(metric);
    }
    if (violation == null) {
      violation = Names.unitViolation(unit);
    }
    if (violation == null) {
      violation = Names.tagsViolation(tags);
    }
    if (violation != null) {
      throw invalid(violation);
    }
  }

  private RefusedException invalid(String detail) {
    return new RefusedException(
        DeadLetterReason.INVALID_READING, "series " + index + ": " + detail);
  }
}
