package dev.tidewire.local.fault;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One direction of a {@link Link}. One thread reads and one writes, so that a delay does not limit
 * the throughput.
 */
final class Pump {
  private static final int CHUNK = 8 << 10;
  private static final int CHUNKS_ON_THE_WAY = 128;

  /**
   * @param bytes empty at the end of the stream
   * @param due when it arrives, as {@link System#nanoTime}
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Chunk(byte[] bytes, long due) {}

  private final Link link;
  private final Socket from;
  private final Socket to;
  private final Supplier<Traffic> traffic;
  private final Function<Traffic, Duration> delay;
  private final BlockingQueue<Chunk> onTheWay = new ArrayBlockingQueue<>(CHUNKS_ON_THE_WAY);

  Pump(
      Link link,
      Socket from,
      Socket to,
      Supplier<Traffic> traffic,
      Function<Traffic, Duration> delay) {
    this.link = link;
    this.from = from;
    this.to = to;
    this.traffic = traffic;
    this.delay = delay;
  }

  void start() {
    link.run("reader", this::read);
    link.run("writer", this::write);
  }

  private void read() throws IOException, InterruptedException {
    byte[] buffer = new byte[CHUNK];
    int length;
    do {
      length = from.getInputStream().read(buffer);
      byte[] bytes = Arrays.copyOf(buffer, Math.max(0, length));
      if (!link.isBlackhole()) {
        onTheWay.put(new Chunk(bytes, System.nanoTime() + delay.apply(traffic.get()).toNanos()));
      }
    } while (length >= 0);
  }

  private void write() throws IOException, InterruptedException {
    long lineFree = System.nanoTime();
    while (true) {
      Chunk chunk = onTheWay.take();
      NANOSECONDS.sleep(Math.max(chunk.due(), lineFree) - System.nanoTime());
      if (link.isBlackhole()) {
        return;
      }
      if (chunk.bytes().length == 0) {
        to.shutdownOutput();
        link.ended();
        return;
      }
      to.getOutputStream().write(chunk.bytes());
      lineFree = System.nanoTime() + traffic.get().nanosFor(chunk.bytes().length);
    }
  }
}
