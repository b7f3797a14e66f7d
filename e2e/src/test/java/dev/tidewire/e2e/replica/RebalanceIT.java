package dev.tidewire.e2e.replica;

import static dev.tidewire.e2e.results.Results.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.load.Corrections;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.results.Effort;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Group;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Sql;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replicas of processing share the partitions, and start and stop under load. */
@ExtendWith({Calm.class, Results.class})
class RebalanceIT {
  private static final int CHANGES = Effort.times(4, 18);
  private static final int FREEZES = Effort.times(1, 10);
  private static final int NEWER_VALUES = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Tidewire tidewire = Tidewire.shared();
  private final Deque<Service> replicas = new ArrayDeque<>();

  @AfterEach
  void end() {
    replicas.forEach(Service::kill);
    Group.awaitProcesses(1, PATIENCE);
  }

  @Test
  void replicasComeAndGoUnderLoad_nothingIsLost() {
    // Given
    try (Scenario scenario = Scenario.begin(tidewire, Pace.STEADY)) {
      long start = System.nanoTime();

      // When
      for (int change = 0; change < CHANGES; change++) {
        change(change);
        Group.awaitProcesses(1 + replicas.size(), PATIENCE);
        scenario.awaitAcknowledged();
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      // Then
      scenario.assertKept();
      Results.record(
          "processing from 1 to 3 replicas and back, stopped or killed: %d rebalances"
              .formatted(CHANGES),
          "0 lost, 0 twice, 0 dead letters",
          scenario.kept() + " in " + seconds(took));
    }
  }

  /** Starts two, stops one, kills one, and so on. */
  private void change(int change) {
    switch (change % 4) {
      case 0, 1 -> {
        Service replica = tidewire.another("processing");
        replica.start();
        replicas.add(replica);
      }
      case 2 -> replicas.remove().stop();
      default -> replicas.remove().kill();
    }
  }

  @Test
  void aFrozenReplicaComesBackAsAZombie_nothingIsLostAndNewerValuesStand() {
    // Given
    Service zombie = tidewire.another("processing");
    replicas.add(zombie);
    zombie.start();
    Group.awaitProcesses(2, PATIENCE);
    Map<String, Integer> lastValues = new HashMap<>();
    try (Scenario scenario = Scenario.begin(tidewire, Pace.STEADY)) {

      for (int time = 0; time < FREEZES; time++) {
        // When
        String prefix = "zombie-" + time + "-";
        lastValues.put(prefix, correctedWhileFrozen(zombie, prefix));
        Group.awaitProcesses(2, PATIENCE);
        scenario.awaitAcknowledged();
      }

      // Then
      scenario.assertKept();
      lastValues.forEach(
          (prefix, last) ->
              assertThat(stale(prefix, last)).as("replaced by older values").isZero());
      Results.record(
          "a replica of processing frozen until another has its partitions, then thawed: %d times"
              .formatted(FREEZES),
          "0 lost, 0 twice, 0 dead letters, no older value replaces a newer one",
          scenario.kept() + ", 0 of %d values replaced".formatted(FREEZES * Corrections.SENSORS));
    }
  }

  /** The last value of all sensors, stored before the zombie resumes. */
  private int correctedWhileFrozen(Service zombie, String prefix) {
    try (Corrections corrections = Corrections.start(() -> tidewire.ingest().http(), prefix)) {
      awaitMore(corrections);
      zombie.freeze();
      try {
        Group.awaitProcesses(1, PATIENCE);
        awaitMore(corrections);
        corrections.close();
        await().atMost(PATIENCE).until(() -> stale(prefix, corrections.last()) == 0);
      } finally {
        zombie.thaw();
      }
      return corrections.last();
    }
  }

  private static void awaitMore(Corrections corrections) {
    int before = corrections.last();
    await().atMost(PATIENCE).until(() -> corrections.last() > before + NEWER_VALUES);
  }

  /** How many sensors do not have this last value. */
  private static int stale(String prefix, int last) {
    return Sql.count(
        "SELECT %d - count(*) FROM reading JOIN series ON id = series_id"
                .formatted(Corrections.SENSORS)
            + " WHERE starts_with(sensor, '%s') AND value = %d".formatted(prefix, last));
  }
}
