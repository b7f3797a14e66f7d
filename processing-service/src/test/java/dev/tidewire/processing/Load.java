package dev.tidewire.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends readings of many sensors, and so to many partitions, one after another until stopped. */
final class Load implements AutoCloseable {
  private static final int SENSORS = 24;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final String prefix;
  private final long firstMicros;
  private final List<List<String>> sent = new ArrayList<>();
  private final CompletableFuture<Void> sender;
  private volatile boolean stopped;

  /**
   * Starts to send.
   *
   * @param sensor begins the names of the sensors that send
   * @param firstMicros the time of the first reading; the others follow
   */
  Load(TestSensor sensor, long firstMicros) {
    this.prefix = sensor + "-";
    this.firstMicros = firstMicros;
    for (int i = 0; i < SENSORS; i++) {
      sent.add(new ArrayList<>());
    }
    sender = CompletableFuture.runAsync(() -> send(sensor.feed()));
  }

  private void send(Feed feed) {
    for (int i = 0; !stopped; i++) {
      int sensor = i % SENSORS;
      try {
        feed.send(prefix + sensor, "value", firstMicros + i, i);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      sent.get(sensor).add((firstMicros + i) + "=" + i);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Stops sending. The broker has acknowledged every reading sent. */
  void stop() {
    stopped = true;
    sender.join();
  }

  /** Fails unless the database holds exactly the readings sent. */
  void assertStored() throws Exception {
    for (int sensor = 0; sensor < SENSORS; sensor++) {
      assertThat(Database.readings(prefix + sensor, "value"))
          .containsExactlyElementsOf(sent.get(sensor));
    }
  }

  @Override
  public void close() {
    stopped = true;
  }
}
