package dev.tidewire.contract;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the names of a series, as the first fields of the series in a batch. */
final class NamesEncoder {
  private NamesEncoder() {}

  static int size(SeriesKey key, @Nullable String unit, Map<String, String> tags) {
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

  static void write(
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
