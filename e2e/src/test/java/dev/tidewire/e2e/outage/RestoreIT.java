package dev.tidewire.e2e.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.api.Api;
import dev.tidewire.e2e.api.Format;
import dev.tidewire.e2e.api.Reading;
import dev.tidewire.e2e.stack.Backlog;
import dev.tidewire.e2e.stack.BaseBackup;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Group;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** The database is lost, and restored as {@code docs/operations.md} says. */
@ExtendWith(Calm.class)
@DisabledIfSystemProperty(
    named = "tidewire.stack",
    matches = "containers",
    disabledReason = "the files of a database in a container cannot be copied")
class RestoreIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final int SENSORS = 50;
  private static final int METRICS = 20;

  private final Tidewire tidewire = Tidewire.shared();
  private final Api api = new Api(tidewire);
  private final String prefix = "restored-" + UUID.randomUUID() + "-";

  @Test
  void databaseIsRestoredFromABackup_andWhatCameSinceIsStoredAgain() throws Exception {
    // Given: readings before the backup; after it other readings and a correction of each
    Set<Reading> known = readings(0);
    api.send(Format.NDJSON, List.copyOf(known));
    Backlog.awaitNone(PATIENCE);
    BaseBackup backup = BaseBackup.take();
    Set<Reading> since = readings(1);
    known.forEach(reading -> since.add(reading.withValue(-reading.value())));
    api.send(Format.NDJSON, List.copyOf(since));
    Backlog.awaitNone(PATIENCE);

    // When
    tidewire.processing().stop();
    backup.restore();
    await().atMost(PATIENCE).ignoreExceptions().until(this::stored, known::equals);
    Group.setMirrorBack();
    tidewire.processing().start();

    // Then: the group's offsets are at the end, so they do not tell when the last one is stored
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(stored()).isEqualTo(since));
    Backlog.awaitNone(PATIENCE);
    assertThat(stored()).isEqualTo(since);
  }

  /** One of each series. There are enough sensors for every partition. */
  private Set<Reading> readings(int minute) {
    Instant time = NOON.plus(Duration.ofMinutes(minute));
    Set<Reading> readings = new HashSet<>();
    for (int i = 0; i < SENSORS * METRICS; i++) {
      readings.add(new Reading(prefix + i % SENSORS, "metric-" + i / SENSORS, time, i + 1, "m"));
    }
    return readings;
  }

  private Set<Reading> stored() {
    Set<Reading> stored = new HashSet<>();
    for (int i = 0; i < SENSORS; i++) {
      stored.addAll(api.all(prefix + i, Format.CSV));
    }
    return stored;
  }
}
