package dev.tidewire.bench.load;

import java.nio.charset.StandardCharsets;

/** Tidewire's CSV: a row a reading. */
final class CsvBatches implements BatchFormat {
  private static final byte[] HEADER =
      "sensor,metric,time,value\n".getBytes(StandardCharsets.US_ASCII);

  private final byte[][] heads;

  CsvBatches(int series) {
    heads =
        BatchFormat.each(
            series,
            number ->
                (Sensors.name(number) + "," + Sensors.METRIC + ",")
                    .getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String contentType() {
    return "text/csv";
  }

  @Override
  public void render(Batch batch, BodyBuffer out) {
    out.text(HEADER);
    for (int i = 0; i < batch.size(); i++) {
      out.text(heads[batch.series()[i]]).time(batch.millis()[i]);
      out.sign(',').thousandths(batch.thousandths()[i]).sign('\n');
    }
  }
}
