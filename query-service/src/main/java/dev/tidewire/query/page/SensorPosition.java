package dev.tidewire.query.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidewire.contract.Names;
import org.jspecify.annotations.Nullable;

/** A sensor's place in the list of sensors, which is in the byte order of their names. */
public record SensorPosition(String sensor) {
  /** The cursor that continues behind this sensor, valid for this query only. */
  public String cursor(QueryIdentity query) {
    return Cursors.seal(query, sensor.getBytes(UTF_8));
  }

  /** The position in {@code cursor}, or null when it is not from this query. */
  public static @Nullable SensorPosition of(String cursor, QueryIdentity query) {
    byte @Nullable [] bytes = Cursors.open(query, cursor);
    if (bytes == null) {
      return null;
    }
    String sensor = new String(bytes, UTF_8);
    return Names.sensorViolation(sensor) == null ? new SensorPosition(sensor) : null;
  }
}
