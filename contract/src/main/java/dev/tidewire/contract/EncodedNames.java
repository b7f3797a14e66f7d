package dev.tidewire.contract;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of a series as the first fields of the series in a batch. Immutable, so that a series
 * that comes again and again is encoded once.
 */
public final class EncodedNames {
  private final byte[] bytes;
  private final int sensorEnd;
  private final int metricEnd;

  private EncodedNames(byte[] bytes, int sensorEnd, int metricEnd) {
    this.bytes = bytes;
    this.sensorEnd = sensorEnd;
    this.metricEnd = metricEnd;
  }

  /**
   * Encodes the names of a series.
   *
   * @param unit null for none
   */
  public static EncodedNames of(SeriesKey key, @Nullable String unit, Map<String, String> tags) {
    byte[] bytes = new byte[size(key, unit, tags)];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      write(out, key, unit, tags);
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException("the computed size of names is wrong", e);
    }
    int sensorEnd =
        CodedOutputStream.computeStringSize(ReadingBatchCodec.SERIES_SENSOR, key.sensor());
    int metricEnd =
        sensorEnd
            + CodedOutputStream.computeStringSize(ReadingBatchCodec.SERIES_METRIC, key.metric());
    return new EncodedNames(bytes, sensorEnd, metricEnd);
  }

  /** One of the bytes. */
  public byte at(int i) {
    return bytes[i];
  }

  /** Where the sensor's UTF-8 begins. */
  public int sensorFrom() {
    return behindHead(0);
  }

  /** Where the sensor's UTF-8 ends. */
  public int sensorEnd() {
    return sensorEnd;
  }

  /** Where the metric's UTF-8 begins. */
  public int metricFrom() {
    return behindHead(sensorEnd);
  }

  /** Where the metric's UTF-8 ends; what follows are the unit and the tags. */
  public int metricEnd() {
    return metricEnd;
  }

  /** The text of the bytes between two places. */
  public String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** Whether the other names are of the same sensor and metric. */
  public boolean isSameSeries(EncodedNames other) {
    return Arrays.equals(bytes, 0, metricEnd, other.bytes, 0, other.metricEnd);
  }

  /** Whether the other names are the same, with unit and tags. */
  public boolean isSame(EncodedNames other) {
    return this == other || Arrays.equals(bytes, other.bytes);
  }

  /** The names themselves. */
  public SeriesNames decode() {
    return SeriesNames.decode(bytes, 0, bytes.length);
  }

  /** Behind the number of a field and its length, a varint. */
  private int behindHead(int field) {
    int at = field + 1;
    while (bytes[at++] < 0) {
      // The length goes on.
    }
    return at;
  }

  /** How many bytes they take in a batch. */
  public int length() {
    return bytes.length;
  }

  byte[] toBytes() {
    return bytes.clone();
  }

  void writeTo(CodedOutputStream out) throws IOException {
    out.writeRawBytes(bytes);
  }

  private static int size(SeriesKey key, @Nullable String unit, Map<String, String> tags) {
    int size = CodedOutputStream.computeStringSize(ReadingBatchCodec.SERIES_SENSOR, key.sensor());
    size += CodedOutputStream.computeStringSize(ReadingBatchCodec.SERIES_METRIC, key.metric());
    if (unit != null) {
      size += CodedOutputStream.computeStringSize(ReadingBatchCodec.SERIES_UNIT, unit);
    }
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      size += ReadingBatchCodec.messageSize(ReadingBatchCodec.SERIES_TAGS, tagSize(tag));
    }
    return size;
  }

  private static void write(
      CodedOutputStream out, SeriesKey key, @Nullable String unit, Map<String, String> tags)
      throws IOException {
    out.writeString(ReadingBatchCodec.SERIES_SENSOR, key.sensor());
    out.writeString(ReadingBatchCodec.SERIES_METRIC, key.metric());
    if (unit != null) {
      out.writeString(ReadingBatchCodec.SERIES_UNIT, unit);
    }
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      ReadingBatchCodec.writeMessageHead(out, ReadingBatchCodec.SERIES_TAGS, tagSize(tag));
      out.writeString(ReadingBatchCodec.TAG_NAME, tag.getKey());
      out.writeString(ReadingBatchCodec.TAG_VALUE, tag.getValue());
    }
  }

  private static int tagSize(Map.Entry<String, String> tag) {
    return CodedOutputStream.computeStringSize(ReadingBatchCodec.TAG_NAME, tag.getKey())
        + CodedOutputStream.computeStringSize(ReadingBatchCodec.TAG_VALUE, tag.getValue());
  }
}
