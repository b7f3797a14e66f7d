package dev.tidewire.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of a series. Encoded, it is the first fields of the series in {@code
 * reading_batch.proto}; the same names in the same order of tags have the same bytes.
 *
 * @param unit a UCUM code, or null when the sender gave none
 * @param tags empty when the sender gave none
 */
public record SeriesNames(SeriesKey key, @Nullable String unit, Map<String, String> tags) {
  /** Takes an empty unit for none. */
  public SeriesNames {
    unit = unit == null || unit.isEmpty() ? null : unit;
  }

  /** The bytes with which every batch names the series. */
  public byte[] encode() {
    return EncodedNames.of(key, unit, tags).toBytes();
  }

  /**
   * The names in bytes that {@link #encode} has made.
   *
   * @throws IllegalArgumentException if it has not
   */
  public static SeriesNames decode(byte[] bytes, int from, int to) {
    try {
      return new NamesDecoder(CodedInputStream.newInstance(bytes, from, to - from), 0).decode();
    } catch (IOException e) {
      throw new IllegalArgumentException("these bytes name no series", e);
    }
  }

  /**
   * Where in encoded names the sensor and the metric end; what follows are the unit and the tags.
   * The start where the bytes do not begin with both.
   */
  public static int endOfKey(byte[] bytes, int from, int to) {
    int metric = endOfText(bytes, from, to, ReadingBatchCodec.SERIES_SENSOR);
    int end = endOfText(bytes, metric, to, ReadingBatchCodec.SERIES_METRIC);
    return metric == from || end == metric ? from : end;
  }

  /** Where a text ends, or its start when it is not this field or longer than names may be. */
  private static int endOfText(byte[] bytes, int from, int to, int field) {
    if (to - from < 2 || bytes[from] != (field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
      return from;
    }
    int length = bytes[from + 1];
    int text = from + 2;
    if (length < 0 && text < to && bytes[text] > 0) {
      length = length & 0x7f | bytes[text++] << 7;
    }
    return length < 0 || length > to - text ? from : text + length;
  }
}
