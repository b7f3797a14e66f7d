package dev.tidewire.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Decodes one record; see {@link ReadingBatchCodec#decode(byte[], BatchSink)}. */
final class ReadingBatchDecoder {
  private final CodedInputStream in;
  private final SeriesDecoder series;

  ReadingBatchDecoder(byte[] bytes, BatchSink sink) {
    in = CodedInputStream.newInstance(bytes);
    series = new SeriesDecoder(bytes, in, sink);
  }

  @Nullable Malformed decode() {
    try {
      batch();
      return null;
    } catch (RefusedException e) {
      return new Malformed(e.reason(), e.detail());
    } catch (InvalidProtocolBufferException e) {
      return new Malformed(
          DeadLetterReason.UNDECODABLE,
          "not a batch of readings: byte " + in.getTotalBytesRead() + ": " + e.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException("reading an array cannot fail", e);
    }
  }

  private void batch() throws IOException {
    int count = 0;
    int version = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case ReadingBatchCodec.BATCH_VERSION -> {
          expect(tag, WireFormat.WIRETYPE_VARINT);
          version = in.readUInt32();
          // Checked at once: the rest may have an unknown format.
          checkVersion(version);
        }
        case ReadingBatchCodec.BATCH_SERIES -> series(tag, count++);
        default -> skip(in, tag);
      }
    }
    checkVersion(version);
    if (count == 0) {
      throw new RefusedException(DeadLetterReason.UNDECODABLE, "the batch holds no series");
    }
  }

  private void series(int tag, int index) throws IOException {
    expect(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    int limit = in.pushLimit(in.readRawVarint32());
    series.decode(index);
    in.popLimit(limit);
  }

  private static void checkVersion(int version) throws RefusedException {
    if (version == 0) {
      throw new RefusedException(
          DeadLetterReason.UNDECODABLE, "the batch does not say its format version");
    }
    if (version != ReadingBatchCodec.VERSION) {
      throw new RefusedException(
          DeadLetterReason.UNKNOWN_VERSION,
          "the batch is of format version %s; this release reads version %d"
              .formatted(Integer.toUnsignedString(version), ReadingBatchCodec.VERSION));
    }
  }

  static void expect(int tag, int wireType) throws RefusedException {
    if (WireFormat.getTagWireType(tag) != wireType) {
      throw new RefusedException(
          DeadLetterReason.UNDECODABLE,
          "field %d is of wire type %d instead of %d"
              .formatted(
                  WireFormat.getTagFieldNumber(tag), WireFormat.getTagWireType(tag), wireType));
    }
  }

  static String text(CodedInputStream in, int tag) throws IOException {
    expect(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    return in.readStringRequireUtf8();
  }

  /** Skips a field that a later minor revision has added. */
  static void skip(CodedInputStream in, int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new RefusedException(DeadLetterReason.UNDECODABLE, "an end of group without its start");
    }
  }
}
