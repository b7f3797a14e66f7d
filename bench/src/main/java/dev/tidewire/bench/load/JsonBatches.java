package dev.tidewire.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Tidewire's JSON: an array of readings. */
final class JsonBatches implements BatchFormat {
  private final byte[][] heads;

  JsonBatches(int series) {
    heads = BatchFormat.each(series, JsonBatches::head);
  }

  private static byte[] head(int number) {
    return String.format(
            Locale.ROOT,
            "{\"sensor\":\"%s\",\"metric\":\"%s\",\"time\":\"",
            Sensors.name(number),
            Sensors.METRIC)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public void render(Batch batch, BodyBuffer out) {
    for (int i = 0; i < batch.size(); i++) {
      out.sign(i == 0 ? '[' : ',').text(heads[batch.series()[i]]).time(batch.millis()[i]);
      out.text("\",\"value\":").thousandths(batch.thousandths()[i]).sign('}');
    }
    out.sign(']');
  }
}
