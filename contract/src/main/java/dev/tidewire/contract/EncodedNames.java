package dev.tidewire.contract;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of a series as the first fields of the series in a batch. Immutable, so that a series
 * that comes again and again is encoded once.
 */
public final class EncodedNames {
  private final byte[] bytes;

  private EncodedNames(byte[] bytes) {
    this.bytes = bytes;
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
    return new EncodedNames(bytes);
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
