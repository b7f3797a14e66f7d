package dev.tidewire.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.local.topic.DeadLetters;
import dev.tidewire.local.topic.DeadLetters.Letter;
import dev.tidewire.processing.group.GroupProgress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A sensor that no other test uses: sends readings, and looks at what the database holds. */
public final class TestSensor implements AutoCloseable {
  public static final long NOON = 1_763_805_600_000_000L;
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String METRIC = "value";

  private final String name = "sensor-" + UUID.randomUUID();
  private final Feed feed = new Feed();
  private final GroupProgress group = new GroupProgress();
  private final DeadLetters deadLetters = new DeadLetters();

  public String name() {
    return name;
  }

  public Feed feed() {
    return feed;
  }

  /** Sends one reading and waits for the broker's acknowledgement. */
  public RecordMetadata send(long timeMicros, double value) throws Exception {
    return feed.send(reading(timeMicros, value));
  }

  public SeriesReadings reading(long timeMicros, double value) {
    SeriesReadings readings = readings();
    readings.add(timeMicros, value);
    return readings;
  }

  /** A series of the sensor without readings yet. */
  public SeriesReadings readings() {
    return Feed.series(name, METRIC);
  }

  /** The stored readings as {@code epoch micros=value}, ascending in time. */
  public List<String> stored() throws SQLException {
    return Database.readings(name, METRIC);
  }

  public void awaitStored(int readings) {
    await().atMost(PATIENCE).until(() -> stored().size() == readings);
  }

  /** All dead letters, of any sensor, that have been written since this was made. */
  public List<Letter> deadLetters() {
    return deadLetters.read();
  }

  /**
   * Waits until all records sent so far are committed. The service writes letters and counts before
   * it commits; what the database shows may be there earlier.
   */
  public void awaitCommitted() {
    await().atMost(PATIENCE).until(group::isAtTheEnd);
  }

  /** Fails when any record sent so far has become a letter. */
  public void assertNoDeadLetters() {
    awaitCommitted();
    assertThat(deadLetters()).isEmpty();
  }

  @Override
  public void close() {
    feed.close();
    group.close();
    deadLetters.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
