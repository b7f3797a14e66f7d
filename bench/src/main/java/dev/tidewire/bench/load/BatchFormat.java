package dev.tidewire.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** How a batch is written in a request. */
public final class BatchFormat {
  private final String contentType;
  private final byte[][] heads;
  private final boolean isJson;

  private BatchFormat(String contentType, int series, boolean isJson, IntFunction<String> head) {
    this.contentType = contentType;
    this.isJson = isJson;
    heads =
        IntStream.range(0, series)
            .mapToObj(number -> head.apply(number).getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
  }

  /** An array of readings, as ingest takes it. */
  public static BatchFormat json(int series) {
    return new BatchFormat(
        "application/json",
        series,
        true,
        number ->
            String.format(
                Locale.ROOT,
                "{\"sensor\":\"%s\",\"metric\":\"%s\",\"time\":\"",
                Sensors.name(number),
                Sensors.METRIC));
  }

  /** InfluxDB's line protocol with times in milliseconds. */
  public static BatchFormat lineProtocol(int series) {
    return new BatchFormat(
        "text/plain",
        series,
        false,
        number -> Sensors.METRIC + ",sensor=" + Sensors.name(number) + " value=");
  }

  String contentType() {
    return contentType;
  }

  void render(Batch batch, AsciiBuffer out) {
    for (int i = 0; i < batch.size(); i++) {
      byte[] head = heads[batch.series()[i]];
      if (isJson) {
        out.sign(i == 0 ? '[' : ',').text(head).time(batch.millis()[i]);
        out.text("\",\"value\":").thousandths(batch.thousandths()[i]).sign('}');
      } else {
        out.text(head).thousandths(batch.thousandths()[i]);
        out.sign(' ').number(batch.millis()[i]).sign('\n');
      }
    }
    if (isJson) {
      out.sign(']');
    }
  }
}
