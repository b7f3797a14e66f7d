package dev.tidewire.e2e.outage;

import static dev.tidewire.e2e.results.Results.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidewire.e2e.fault.Fault;
import dev.tidewire.e2e.fault.Line;
import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.results.Effort;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.AbsentMember;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Group;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Open connections swallow what is written to them, as after a firewall has dropped their state.
 */
@ExtendWith({Calm.class, Results.class})
class HalfOpenIT {
  private static final Duration JOINS_AGAIN_WITHIN = Duration.ofSeconds(50);

  private final Tidewire tidewire = Tidewire.shared();
  private final Service processing = tidewire.processing();

  /** Kafka's consumer takes half a minute to notice, so only the long run waits for that. */
  static List<Line> lines() {
    return Effort.isLong() ? List.of(Line.values()) : List.of(Line.TO_POSTGRES);
  }

  private static Duration recoversWithin(Line line) {
    return Duration.ofSeconds(
        switch (line) {
          case TO_POSTGRES -> 30;
          case TO_BROKER -> 40;
        });
  }

  @ParameterizedTest
  @MethodSource("lines")
  void openConnectionsSwallowEverything_newOnesAreMadeAndNothingIsLost(Line line) {
    // Given
    assumeTrue(tidewire.servers().hasProxies(), "no network faults in front of containers");
    Fault fault = new Fault.HalfOpen(line);
    Duration within = recoversWithin(line);
    long pid = processing.pid();
    try (Scenario scenario = Scenario.begin(tidewire, Pace.STEADY)) {

      // When
      long start = System.nanoTime();
      fault.inject(tidewire);
      double stored = processing.metric("tidewire_readings_stored_total");
      await()
          .atMost(within)
          .until(() -> processing.metric("tidewire_readings_stored_total") > stored + 10_000);
      Duration recovered = Duration.ofNanos(System.nanoTime() - start);
      await().atMost(within).until(() -> tidewire.query().ready().status() == 200);

      // Then
      scenario.assertKept();
      assertThat(processing.pid()).isEqualTo(pid);
      Results.record(
          fault.toString(),
          "stores again ≤ %d s, no restart, 0 lost".formatted(within.toSeconds()),
          "%s; stores again after %s".formatted(scenario.kept(), seconds(recovered)));
    }
  }

  /**
   * The broker answers a join when all members have joined, so a client must expect a long wait: by
   * default Kafka's consumer waits for five minutes.
   */
  @Test
  void anAnswerToAJoinIsSwallowed_processingJoinsAgain() {
    // Given
    assumeTrue(tidewire.servers().hasProxies(), "no network faults in front of containers");
    try (Scenario scenario = Scenario.begin(tidewire, Pace.STEADY);
        AbsentMember absent = AbsentMember.join()) {
      processing.stop();
      processing.start();
      Group.awaitJoining(1 + Group.CONSUMERS, Duration.ofSeconds(30));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> processing.http().get("/v1/pipeline").body().contains("\"unassigned\""));

      // When
      new Fault.HalfOpen(Line.TO_BROKER).inject(tidewire);
      absent.close();

      // Then
      await()
          .atMost(JOINS_AGAIN_WITHIN)
          .until(() -> processing.metric("tidewire_readings_stored_total") > 10_000);
      scenario.assertKept();
    }
  }
}
