package dev.tidewire.bench.load;

import java.nio.charset.StandardCharsets;

/** InfluxDB's line protocol with times in milliseconds. */
public final class LineBatches implements BatchFormat {
  private final byte[][] heads;

  public LineBatches(int series) {
    heads =
        BatchFormat.each(
            series,
            number ->
                (Sensors.METRIC + ",sensor=" + Sensors.name(number) + " value=")
                    .getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String contentType() {
    return "text/plain";
  }

  @Override
  public void render(Batch batch, BodyBuffer out) {
    for (int i = 0; i < batch.size(); i++) {
      out.text(heads[batch.series()[i]]).thousandths(batch.thousandths()[i]);
      out.sign(' ').number(batch.millis()[i]).sign('\n');
    }
  }
}
