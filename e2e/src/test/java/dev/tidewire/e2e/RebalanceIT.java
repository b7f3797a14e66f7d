package dev.tidewire.e2e;

import static dev.tidewire.e2e.results.Results.seconds;

import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.results.Effort;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Group;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replicas of processing share the partitions, and come and go while readings come in. */
@ExtendWith({Calm.class, Results.class})
class RebalanceIT {
  private static final int CHANGES = Effort.times(4, 18);
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

  /** Two come, one is stopped, one is killed, and so on. */
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

  /**
   * In the long run only: when a replica gets a partition back while a poll of before is in work,
   * the committed offset can stay behind what is stored until the next record comes.
   */
  @Test
  @EnabledIfSystemProperty(named = "tidewire.long", matches = "true")
  void aFrozenReplicaComesBackAsAZombie_nothingIsLost() {
    // Given
    Service zombie = tidewire.another("processing");
    replicas.add(zombie);
    zombie.start();
    Group.awaitProcesses(2, PATIENCE);
    try (Scenario scenario = Scenario.begin(tidewire, Pace.STEADY)) {

      for (int times = 0; times < Effort.times(1, 5); times++) {
        // When
        zombie.freeze();
        try {
          Group.awaitProcesses(1, PATIENCE);
          scenario.awaitAcknowledged();
        } finally {
          zombie.thaw();
        }
        Group.awaitProcesses(2, PATIENCE);
        scenario.awaitAcknowledged();
      }

      // Then
      scenario.assertKept();
      Results.record(
          "a replica of processing frozen until its partitions are another's, then thawed",
          "0 lost, 0 twice, 0 dead letters",
          scenario.kept());
    }
  }
}
