package dev.tidewire.bench.load;

import io.airlift.compress.snappy.SnappyCompressor;
import java.util.Arrays;

/**
 * Prometheus remote write 1.0: a {@code WriteRequest} with a {@code TimeSeries} a reading, packed
 * with snappy. A series has the labels {@code __name__} and {@code sensor}.
 */
final class RemoteWriteBatches implements BatchFormat {
  /** A sample with its tag and length: a double and a time of six bytes, each with its tag. */
  private static final int SAMPLE_BYTES = 18;

  private final byte[][] heads;

  RemoteWriteBatches(int series) {
    heads = BatchFormat.each(series, RemoteWriteBatches::head);
  }

  /** A series up to the value of its sample. */
  private static byte[] head(int number) {
    byte[] labels =
        Protobuf.join(
            Protobuf.message(1, label("__name__", Sensors.METRIC)),
            Protobuf.message(1, label("sensor", Sensors.name(number))));
    return new BodyBuffer()
        .varint(Protobuf.delimited(1))
        .varint(labels.length + SAMPLE_BYTES)
        .text(labels)
        .varint(Protobuf.delimited(2))
        .varint(SAMPLE_BYTES - 2)
        .varint(Protobuf.fixed64(1))
        .toBytes();
  }

  private static byte[] label(String name, String value) {
    return Protobuf.join(Protobuf.string(1, name), Protobuf.string(2, value));
  }

  @Override
  public String contentType() {
    return "application/x-protobuf";
  }

  @Override
  public String fields() {
    return "Content-Encoding: snappy\r\nX-Prometheus-Remote-Write-Version: 0.1.0\r\n";
  }

  @Override
  public void render(Batch batch, BodyBuffer out) {
    BodyBuffer plain = new BodyBuffer();
    for (int i = 0; i < batch.size(); i++) {
      plain.text(heads[batch.series()[i]]).fixed64(batch.thousandths()[i] / 1e3);
      plain.varint(Protobuf.varint(2)).varint(batch.millis()[i]);
    }
    // It is not thread-safe.
    SnappyCompressor snappy = new SnappyCompressor();
    byte[] packed = new byte[snappy.maxCompressedLength(plain.size())];
    int size = snappy.compress(plain.toBytes(), 0, plain.size(), packed, 0, packed.length);
    out.text(Arrays.copyOf(packed, size));
  }
}
