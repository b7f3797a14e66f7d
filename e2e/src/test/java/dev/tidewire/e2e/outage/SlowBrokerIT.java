package dev.tidewire.e2e.outage;

import static dev.tidewire.e2e.results.Results.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidewire.e2e.fault.Fault;
import dev.tidewire.e2e.fault.Line;
import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.load.Outcome;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.results.Effort;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Alone;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The network to the broker carries far less than senders send. */
@Alone
@ExtendWith({Calm.class, Results.class})
class SlowBrokerIT {
  private static final Fault FAULT = new Fault.Slow(Line.TO_BROKER, Duration.ofMillis(500), 50_000);
  private static final Duration LENGTH = Effort.seconds(10, 120);
  private static final Pace PRESSING = new Pace(32, 1_000, Duration.ofMillis(10));

  /** What ingest promises, and half a second for a noisy machine. */
  private static final Duration SENDERS_WAIT = Duration.ofMillis(5_500);

  private static final long GROWTH = 64L << 20;

  private final Tidewire tidewire = Tidewire.shared();

  @Test
  void brokerIsSlowUnderLoad_whatDoesNotPassIsRefusedAndMemoryIsBounded() {
    // Given
    assumeTrue(tidewire.servers().hasProxies(), "no network faults in front of containers");
    long pid = tidewire.ingest().pid();
    try (Scenario scenario = Scenario.begin(tidewire, PRESSING)) {
      scenario.awaitAcknowledged();
      long memory = tidewire.ingest().residentBytes();

      // When
      scenario.suffer(FAULT, LENGTH);
      long growth = tidewire.ingest().residentBytes() - memory;

      // Then
      assertThat(scenario.ledger().refusals())
          .isNotEmpty()
          .allSatisfy(refusal -> assertThat(refusal).startsWith("REFUSED 503 "));
      assertThat(scenario.ledger().slowest()).isLessThan(SENDERS_WAIT);
      assertThat(growth).as("growth of ingest's memory").isLessThan(GROWTH);
      scenario.awaitAcknowledged();
      scenario.assertKept();
      assertThat(tidewire.ingest().pid()).isEqualTo(pid);
      Results.record(
          "%s for %d s".formatted(FAULT, LENGTH.toSeconds()),
          "0 lost, 503 past what passes, memory of ingest bounded",
          "%s; %,d refused, longest wait %s, memory %+d MiB"
              .formatted(
                  scenario.kept(),
                  scenario.ledger().attempts(Outcome.REFUSED),
                  seconds(scenario.ledger().slowest()),
                  growth >> 20));
    }
  }
}
