package dev.tidewire.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WireFormatTest {
  private static final long FIRST = 1_795_392_000_000L;

  private record Reading(String sensor, String metric, long millis, double value) {}

  private final Batch batch = new ReadingStream(Workload.FLEET, 1, FIRST).next();

  @Test
  void csv_hasARowForEachReading() {
    // When
    List<String> rows = text(WireFormat.CSV).lines().toList();

    // Then
    assertThat(rows.get(0)).isEqualTo("sensor,metric,time,value");
    assertThat(rows.stream().skip(1).map(WireFormatTest::row).toList()).isEqualTo(readings());
  }

  @Test
  void otlp_hasADataPointForEachReading() throws IOException {
    // When
    Metric metric =
        ExportMetricsServiceRequest.parseFrom(body(WireFormat.OTLP))
            .getResourceMetrics(0)
            .getScopeMetrics(0)
            .getMetrics(0);

    // Then
    assertThat(
            metric.getGauge().getDataPointsList().stream().map(point -> of(metric, point)).toList())
        .isEqualTo(readings());
  }

  @Test
  void remoteWrite_hasASampleForEachReading() throws IOException {
    // Given
    byte[] packed = body(WireFormat.REMOTE_WRITE);
    byte[] plain = new byte[SnappyDecompressor.getUncompressedLength(packed, 0)];

    // When
    int size =
        new SnappyDecompressor().decompress(packed, 0, packed.length, plain, 0, plain.length);

    // Then
    assertThat(size).isEqualTo(plain.length);
    List<Reading> found = new ArrayList<>();
    for (byte[] series : fields(plain)) {
      found.add(sample(series));
    }
    assertThat(found).isEqualTo(readings());
  }

  private List<Reading> readings() {
    return IntStream.range(0, batch.size())
        .mapToObj(
            i ->
                new Reading(
                    Sensors.name(batch.series()[i]),
                    Sensors.METRIC,
                    batch.millis()[i],
                    batch.thousandths()[i] / 1_000.0))
        .toList();
  }

  private static Reading row(String row) {
    String[] cells = row.split(",", -1);
    return new Reading(
        cells[0], cells[1], Instant.parse(cells[2]).toEpochMilli(), Double.parseDouble(cells[3]));
  }

  private static Reading of(Metric metric, NumberDataPoint point) {
    assertThat(point.getAttributes(0).getKey()).isEqualTo("sensor");
    return new Reading(
        point.getAttributes(0).getValue().getStringValue(),
        metric.getName(),
        point.getTimeUnixNano() / 1_000_000,
        point.getAsDouble());
  }

  /** The labels {@code __name__} and {@code sensor}, and a sample. */
  private static Reading sample(byte[] series) throws IOException {
    List<byte[]> fields = fields(series);
    CodedInputStream sample = CodedInputStream.newInstance(fields.get(2));
    sample.readTag();
    double value = sample.readDouble();
    sample.readTag();
    long millis = sample.readInt64();
    assertThat(sample.isAtEnd()).isTrue();
    return new Reading(
        label("sensor", fields.get(1)), label("__name__", fields.get(0)), millis, value);
  }

  private static String label(String name, byte[] label) throws IOException {
    List<byte[]> pair = fields(label);
    assertThat(pair.get(0)).asString(StandardCharsets.UTF_8).isEqualTo(name);
    return new String(pair.get(1), StandardCharsets.UTF_8);
  }

  /** The fields of a message that has only such with a length. */
  private static List<byte[]> fields(byte[] message) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    List<byte[]> fields = new ArrayList<>();
    while (!in.isAtEnd()) {
      in.readTag();
      fields.add(in.readByteArray());
    }
    return fields;
  }

  private String text(WireFormat format) {
    return new String(body(format), StandardCharsets.US_ASCII);
  }

  private byte[] body(WireFormat format) {
    BodyBuffer out = new BodyBuffer();
    format.batches(Workload.FLEET.series()).render(batch, out);
    return out.toBytes();
  }
}
