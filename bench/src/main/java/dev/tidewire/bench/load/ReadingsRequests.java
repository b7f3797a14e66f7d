package dev.tidewire.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hc.core5.http.ClassicHttpRequest;

/**
 * Requests that post batches of one size. The bodies are rendered once and used in turn; only the
 * times in them are overwritten, so a request is valid until the next call. Not thread-safe.
 */
public final class ReadingsRequests implements Supplier<ClassicHttpRequest> {
  /** Always 24 characters. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final String BEFORE_TIME = "{\"sensor\":\"%s\",\"metric\":\"%s\",\"time\":\"";

  /** Every value has two digits before the point, so every reading has the same length. */
  private static final String READING = BEFORE_TIME + "%s\",\"value\":%.3f}";

  private final String path;
  private final List<byte[]> bodies;
  private final AtomicLong nextMillis;
  private final int sensors;
  private final int ticksPerBody;
  private final int firstTime;
  private int next;

  /**
   * @param batch readings in a request, a divisor or a multiple of {@link Sensors#COUNT}; a batch
   *     of one is an object, a larger one an array
   * @param nextMillis the time of the next readings in epoch milliseconds; each of a sensor's
   *     readings takes a millisecond, which nothing else gets
   * @param connection makes the values and the first body of each connection differ
   */
  public ReadingsRequests(String path, int batch, AtomicLong nextMillis, int connection) {
    if (Sensors.COUNT % batch != 0 && batch % Sensors.COUNT != 0) {
      throw new IllegalArgumentException("not a divisor or multiple of the sensors: " + batch);
    }
    SplittableRandom random = new SplittableRandom(connection);
    this.path = path;
    this.nextMillis = nextMillis;
    this.sensors = Math.min(batch, Sensors.COUNT);
    this.ticksPerBody = batch / sensors;
    this.bodies =
        IntStream.range(0, Sensors.COUNT / sensors)
            .mapToObj(body -> render(body * sensors, random))
            .toList();
    this.firstTime =
        (batch > 1 ? 1 : 0) + BEFORE_TIME.formatted(Sensors.name(0), Sensors.METRIC).length();
    this.next = random.nextInt(bodies.size());
  }

  private byte[] render(int firstSensor, SplittableRandom random) {
    int batch = sensors * ticksPerBody;
    return IntStream.range(0, batch)
        .mapToObj(i -> reading(firstSensor + i % sensors, random))
        .collect(Collectors.joining(",", batch > 1 ? "[" : "", batch > 1 ? "]" : ""))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String reading(int sensor, SplittableRandom random) {
    return String.format(
        Locale.ROOT,
        READING,
        Sensors.name(sensor),
        Sensors.METRIC,
        TIME.format(Instant.EPOCH),
        Sensors.value(sensor, random));
  }

  @Override
  public ClassicHttpRequest get() {
    byte[] body = bodies.get(next);
    next = (next + 1) % bodies.size();
    int stride = (body.length - 1) / (sensors * ticksPerBody);
    long firstMillis = nextMillis.getAndAdd(ticksPerBody);
    for (int tick = 0; tick < ticksPerBody; tick++) {
      byte[] time =
          TIME.format(Instant.ofEpochMilli(firstMillis + tick)).getBytes(StandardCharsets.US_ASCII);
      for (int i = tick * sensors; i < (tick + 1) * sensors; i++) {
        System.arraycopy(time, 0, body, firstTime + i * stride, time.length);
      }
    }
    return HttpConnection.post(path, body);
  }
}
