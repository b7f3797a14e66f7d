package dev.tidewire.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Map;

/** Decodes one tag of a series. */
final class TagDecoder {
  private TagDecoder() {}

  /** Adds the tag in the field that the input has just entered. */
  static void decode(CodedInputStream in, int field, Map<String, String> tags) throws IOException {
    ReadingBatchDecoder.expect(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    int limit = in.pushLimit(in.readRawVarint32());
    String name = "";
    String value = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case ReadingBatchCodec.TAG_NAME -> name = ReadingBatchDecoder.text(in, tag);
        case ReadingBatchCodec.TAG_VALUE -> value = ReadingBatchDecoder.text(in, tag);
        default -> ReadingBatchDecoder.skip(in, tag);
      }
    }
    in.popLimit(limit);
    tags.put(name, value);
  }
}
