package dev.tidewire.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Requests that post batches of one size. They are rendered once and used in turn; only the times
 * in them are overwritten, so a request is valid until the next call. Not thread-safe.
 */
public final class ReadingsRequests implements Supplier<byte[]> {
  /** Always 24 characters. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private static final String UNSET_TIME = TIME.format(Instant.EPOCH);

  /** Every value has two digits before the point, so every reading has the same length. */
  private static final String READING =
      "{\"sensor\":\"%s\",\"metric\":\"%s\",\"time\":\"%s\",\"value\":%.3f}";

  private final List<byte[]> requests;
  private final AtomicLong nextMillis;
  private final int batch;
  private final int sensors;
  private final int firstTime;
  private final int stride;
  private int next;

  /**
   * @param batch readings in a request, a divisor or a multiple of {@link Sensors#COUNT}; a batch
   *     of one is an object, a larger one an array
   * @param nextMillis the time of the next readings in epoch milliseconds; each of a sensor's
   *     readings takes a millisecond, which nothing else gets
   * @param connection makes the values and the first request of each connection differ
   */
  public ReadingsRequests(String path, int batch, AtomicLong nextMillis, int connection) {
    this(path, "", batch, nextMillis, connection);
  }

  /**
   * As the other one.
   *
   * @param fields more header fields, each with its line end
   */
  public ReadingsRequests(
      String path, String fields, int batch, AtomicLong nextMillis, int connection) {
    if (Sensors.COUNT % batch != 0 && batch % Sensors.COUNT != 0) {
      throw new IllegalArgumentException("not a divisor or multiple of the sensors: " + batch);
    }
    SplittableRandom random = new SplittableRandom(connection);
    this.nextMillis = nextMillis;
    this.batch = batch;
    this.sensors = Math.min(batch, Sensors.COUNT);
    this.requests =
        IntStream.range(0, Sensors.COUNT / sensors)
            .mapToObj(number -> HttpConnection.post(path, fields, render(number * sensors, random)))
            .toList();
    String request = new String(requests.get(0), StandardCharsets.US_ASCII);
    this.firstTime = request.indexOf(UNSET_TIME);
    this.stride = request.indexOf(UNSET_TIME, firstTime + 1) - firstTime;
    this.next = random.nextInt(requests.size());
  }

  private String render(int firstSensor, SplittableRandom random) {
    return IntStream.range(0, batch)
        .mapToObj(i -> reading(firstSensor + i % sensors, random))
        .collect(Collectors.joining(",", batch > 1 ? "[" : "", batch > 1 ? "]" : ""));
  }

  private static String reading(int sensor, SplittableRandom random) {
    String name = Sensors.name(sensor);
    double value = Sensors.value(sensor, random);
    return String.format(Locale.ROOT, READING, name, Sensors.METRIC, UNSET_TIME, value);
  }

  @Override
  public byte[] get() {
    byte[] request = requests.get(next);
    next = (next + 1) % requests.size();
    for (int first = 0; first < batch; first += sensors) {
      String time = TIME.format(Instant.ofEpochMilli(nextMillis.getAndIncrement()));
      byte[] bytes = time.getBytes(StandardCharsets.US_ASCII);
      for (int i = first; i < first + sensors; i++) {
        System.arraycopy(bytes, 0, request, firstTime + i * stride, bytes.length);
      }
    }
    return request;
  }
}
