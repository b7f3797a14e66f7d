package dev.tidewire.bench.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * A POST of readings, rendered once, into which only the times are written anew. Holds one reading
 * of each of its sensors for each of its ticks. Not thread-safe: the bytes are overwritten.
 */
final class ReadingsRequest {
  private final byte[] bytes;
  private final int bodyStart;
  private final int[] timeStarts;
  private final int sensors;
  private final TimeText text = new TimeText();

  private ReadingsRequest(byte[] head, byte[] body, int[] timeStarts, int sensors) {
    bytes = new byte[head.length + body.length];
    System.arraycopy(head, 0, bytes, 0, head.length);
    System.arraycopy(body, 0, bytes, head.length, body.length);
    this.bodyStart = head.length;
    this.timeStarts = timeStarts;
    this.sensors = sensors;
  }

  /**
   * A request for {@code count} sensors from {@code firstSensor} on, {@code ticks} readings of
   * each: one object when that makes one reading, an array otherwise.
   */
  static ReadingsRequest render(
      String path, int firstSensor, int count, int ticks, SplittableRandom random) {
    int size = count * ticks;
    int[] timeStarts = new int[size];
    ByteArrayOutputStream body = new ByteArrayOutputStream(size * 110);
    for (int i = 0; i < size; i++) {
      int sensor = firstSensor + i % count;
      ascii(body, i > 0 ? "," : size > 1 ? "[" : "");
      ascii(
          body,
          "{\"sensor\":\"%s\",\"metric\":\"%s\",\"time\":\""
              .formatted(Sensors.name(sensor), Sensors.METRIC));
      timeStarts[i] = body.size();
      body.writeBytes(TimeText.placeholder());
      ascii(body, "\",\"value\":" + Sensors.value(sensor, random) + "}");
    }
    ascii(body, size > 1 ? "]" : "");
    byte[] head =
        """
        POST %s HTTP/1.1\r
        Host: 127.0.0.1\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(path, body.size())
            .getBytes(StandardCharsets.US_ASCII);
    return new ReadingsRequest(head, body.toByteArray(), timeStarts, count);
  }

  /** The request with its readings at {@code firstMillis} and the milliseconds after it. */
  byte[] at(long firstMillis) {
    for (int i = 0; i < timeStarts.length; ) {
      byte[] time = text.of(firstMillis + i / sensors);
      for (int end = i + sensors; i < end; i++) {
        System.arraycopy(time, 0, bytes, bodyStart + timeStarts[i], TimeText.LENGTH);
      }
    }
    return bytes;
  }

  /** Ticks that one use takes. */
  int ticks() {
    return timeStarts.length / sensors;
  }

  int bodyStart() {
    return bodyStart;
  }

  private static void ascii(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
