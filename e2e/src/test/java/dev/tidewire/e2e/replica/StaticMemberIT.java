package dev.tidewire.e2e.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Group;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replicas of processing with an identity. */
@ExtendWith(Calm.class)
class StaticMemberIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SETTLED = Duration.ofSeconds(5);
  private static final Map<String, String> IDENTITY =
      Map.of(
          "tidewire.processing.instance-id", "replica-7",
          // Longer than a start takes on a busy machine.
          "mp.messaging.incoming.readings.session.timeout.ms", "90000",
          "mp.messaging.incoming.dead-letters.session.timeout.ms", "90000");

  private final Tidewire tidewire = Tidewire.shared();
  private double seen;
  private final Service replica = tidewire.another("processing", IDENTITY);
  private final Service twin = tidewire.another("processing", IDENTITY);

  @AfterEach
  void end() {
    replica.kill();
    twin.kill();
    Group.remove(Group.NAME, "replica-7-readings-1", "replica-7-readings-2");
    Group.remove("tidewire-dead-letters", "replica-7-dead-letters");
    Group.awaitProcesses(1, PATIENCE);
  }

  @Test
  void replicaRestartsInTime_noPartitionMoves_andItEndsBesideATwin() {
    // Given
    replica.start();
    Group.awaitProcesses(2, PATIENCE);
    double before =
        await().atMost(PATIENCE).during(SETTLED).until(this::rebalances, this::isUnchanged);

    // When
    replica.stop();
    replica.start();

    // Then
    try (Scenario scenario = Scenario.begin(tidewire, Pace.STEADY)) {
      await().atMost(PATIENCE).until(() -> replica.metric("tidewire_readings_stored_total") > 0);
      assertThat(rebalances()).isEqualTo(before);

      // When
      twin.start();

      // Then
      Service ended =
          await().atMost(PATIENCE).until(this::ended, Optional::isPresent).orElseThrow();
      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(String.join("\n", ended.logLines()))
          .contains("Another process has joined with the same identity, replica-7-readings-");
      scenario.assertKept();
    }
  }

  /** Mostly the first one; when its consumers join again before they are asked, the other one. */
  private Optional<Service> ended() {
    return Stream.of(replica, twin).filter(service -> !service.isAlive()).findFirst();
  }

  private boolean isUnchanged(double now) {
    boolean unchanged = now == seen;
    seen = now;
    return unchanged;
  }

  /** The rebalances of the replica without an identity since it started. */
  private double rebalances() {
    return tidewire.processing().metric("kafka_consumer_coordinator_rebalance_total");
  }
}
