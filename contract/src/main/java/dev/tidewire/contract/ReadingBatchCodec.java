package dev.tidewire.contract;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes batches in the format of {@code reading_batch.proto}. Every batch
 * round-trips. Any bytes decode to a batch or to {@link Malformed}, never to an exception, in
 * memory proportional to their length.
 */
public final class ReadingBatchCodec {
  /** The format version written, and the only one read. */
  public static final int VERSION = 1;

  static final int BATCH_VERSION = 1;
  static final int BATCH_SERIES = 2;
  static final int SERIES_SENSOR = 1;
  static final int SERIES_METRIC = 2;
  static final int SERIES_UNIT = 3;
  static final int SERIES_TAGS = 4;
  static final int SERIES_TIME = 5;
  static final int SERIES_VALUE = 6;
  static final int TAG_NAME = 1;
  static final int TAG_VALUE = 2;

  private ReadingBatchCodec() {}

  /** The bytes of a batch. */
  public static byte[] encode(ReadingBatch batch) {
    return encode(batch.series().stream().map(EncodedSeries::of).toList());
  }

  /** The bytes of a batch of these series, of which there is at least one. */
  public static byte[] encode(List<EncodedSeries> series) {
    int[] sizes = new int[series.size()];
    int total = CodedOutputStream.computeUInt32Size(BATCH_VERSION, VERSION);
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = series.get(i).encodedBytes();
      total += messageSize(BATCH_SERIES, sizes[i]);
    }
    byte[] bytes = new byte[total];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeUInt32(BATCH_VERSION, VERSION);
      for (int i = 0; i < sizes.length; i++) {
        writeMessageHead(out, BATCH_SERIES, sizes[i]);
        series.get(i).writeTo(out);
      }
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException("the computed size of a batch is wrong", e);
    }
    return bytes;
  }

  /** The batch in the bytes, or the reason why there is none. */
  public static DecodedBatch decode(byte[] bytes) {
    BatchCollector batch = new BatchCollector();
    Malformed malformed = decode(bytes, batch);
    return malformed == null ? new ReadingBatch(batch.series()) : malformed;
  }

  /**
   * Hands what the bytes hold to a sink.
   *
   * @return null, or the reason why there is no batch: the sink may have got a part of it then
   */
  public static @Nullable Malformed decode(byte[] bytes, BatchSink sink) {
    return new ReadingBatchDecoder(bytes, sink).decode();
  }

  static int messageSize(int field, int bytes) {
    return CodedOutputStream.computeTagSize(field)
        + CodedOutputStream.computeUInt32SizeNoTag(bytes)
        + bytes;
  }

  static void writeMessageHead(CodedOutputStream out, int field, int bytes) throws IOException {
    out.writeTag(field, 2);
    out.writeUInt32NoTag(bytes);
  }
}
