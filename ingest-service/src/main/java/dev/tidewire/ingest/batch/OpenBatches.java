package dev.tidewire.ingest.batch;

import dev.tidewire.contract.EncodedSeries;
import dev.tidewire.contract.ReadingBatchCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The batches of one request: at most one open for each partition, and those already encoded. */
final class OpenBatches {
  /**
   * A batch exceeds this by at most one reading with its names and tags, so it stays well below the
   * topic's limit of 1 MiB.
   */
  private static final int MAX_BATCH_BYTES = 512 * 1024;

  /** A double, and the longest varint of a time. */
  private static final int READING_BYTES_BOUND = 18;

  private final @Nullable List<EncodedSeries>[] columns;
  private final int[] bytes;
  private final List<EncodedBatch> encoded = new ArrayList<>(4);
  private long encodedBytes;

  @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types
  OpenBatches(int partitions) {
    this.columns = new List[partitions];
    this.bytes = new int[partitions];
  }

  /** A new column for readings of a series, in the open batch of its partition. */
  EncodedSeries column(KnownSeries known) {
    int partition = partition(known);
    EncodedSeries column = new EncodedSeries(known.encoded(), 1);
    List<EncodedSeries> open = columns[partition];
    if (open == null) {
      open = new ArrayList<>();
      columns[partition] = open;
    }
    open.add(column);
    bytes[partition] += known.encodedBytesBound();
    return column;
  }

  private int partition(KnownSeries known) {
    return known.partition(columns.length);
  }

  /** Counts a reading that was added to a column; returns whether its batch is full now. */
  boolean grow(KnownSeries known) {
    int partition = partition(known);
    bytes[partition] += READING_BYTES_BOUND;
    return bytes[partition] >= MAX_BATCH_BYTES;
  }

  /** Encodes the open batches; their columns must not be used any more. */
  void encode() {
    for (int partition = 0; partition < columns.length; partition++) {
      List<EncodedSeries> open = columns[partition];
      if (open != null) {
        byte[] bytesOfBatch = ReadingBatchCodec.encode(open);
        int readings = open.stream().mapToInt(EncodedSeries::size).sum();
        encoded.add(new EncodedBatch(partition, bytesOfBatch, readings));
        encodedBytes += bytesOfBatch.length;
        columns[partition] = null;
        bytes[partition] = 0;
      }
    }
  }

  /** What the encoded batches take. */
  long encodedBytes() {
    return encodedBytes;
  }

  /** The encoded batches, in the order to send them. */
  List<EncodedBatch> encoded() {
    return encoded;
  }
}
