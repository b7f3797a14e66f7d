package dev.tidewire.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Requests that post batches of one size, the sensors in turn, each at a time of its own. */
public final class ReadingsRequests implements Requests {
  private final List<ReadingsRequest> variants = new ArrayList<>();
  private final Ticks ticks;
  private int next;

  /**
   * @param batch readings a request: a divisor or a multiple of {@link Sensors#COUNT}
   * @param connection makes each connection's values differ and start with another sensor
   */
  public ReadingsRequests(String path, int batch, Ticks ticks, int connection) {
    if (Sensors.COUNT % batch != 0 && batch % Sensors.COUNT != 0) {
      throw new IllegalArgumentException("no divisor or multiple of the sensors: " + batch);
    }
    SplittableRandom random = new SplittableRandom(connection);
    int sensors = Math.min(batch, Sensors.COUNT);
    for (int first = 0; first < Sensors.COUNT; first += sensors) {
      variants.add(ReadingsRequest.render(path, first, sensors, batch / sensors, random));
    }
    this.ticks = ticks;
    this.next = random.nextInt(variants.size());
  }

  @Override
  public byte[] next() {
    ReadingsRequest request = variants.get(next);
    next = (next + 1) % variants.size();
    return request.at(ticks.take(request.ticks()));
  }
}
