package dev.tidewire.query.request;

import java.util.List;
import java.util.Map;

/** One sensor with its series. */
public record SensorRequest(String sensor) {
  /** Reads the sensor from the path; there are no parameters. */
  public static Parsed<SensorRequest> parse(String sensor, Map<String, List<String>> query) {
    ParameterReader in = new ParameterReader(query);
    in.checkSensor(sensor);
    return in.finish(() -> new SensorRequest(sensor));
  }
}
