package dev.tidewire.bench.load;

/**
 * OTLP/HTTP in protobuf, as a gateway sends it: one metric of one resource, with a data point a
 * reading and the sensor as its attribute.
 */
final class OtlpBatches implements BatchFormat {
  private static final long NANOS = 1_000_000;

  /** The time and the value of a data point, each with its tag. */
  private static final int POINT_BYTES = 18;

  private final byte[][] heads;

  OtlpBatches(int series) {
    heads = BatchFormat.each(series, OtlpBatches::head);
  }

  /** A data point up to its time. */
  private static byte[] head(int number) {
    byte[] value = Protobuf.string(1, Sensors.name(number));
    byte[] attribute =
        Protobuf.message(
            7, Protobuf.join(Protobuf.string(1, "sensor"), Protobuf.message(2, value)));
    return new BodyBuffer()
        .varint(Protobuf.delimited(1))
        .varint(attribute.length + POINT_BYTES)
        .text(attribute)
        .varint(Protobuf.fixed64(3))
        .toBytes();
  }

  @Override
  public String contentType() {
    return "application/x-protobuf";
  }

  @Override
  public void render(Batch batch, BodyBuffer out) {
    BodyBuffer points = new BodyBuffer();
    for (int i = 0; i < batch.size(); i++) {
      points.text(heads[batch.series()[i]]).fixed64(batch.millis()[i] * NANOS);
      points.varint(Protobuf.fixed64(4)).fixed64(batch.thousandths()[i] / 1e3);
    }
    byte[] metric =
        Protobuf.join(Protobuf.string(1, Sensors.METRIC), Protobuf.message(5, points.toBytes()));
    out.text(Protobuf.message(1, Protobuf.message(2, Protobuf.message(2, metric))));
  }
}
