package dev.tidewire.e2e.replica;

import static dev.tidewire.e2e.results.Results.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.results.Effort;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.NextSchema;
import dev.tidewire.e2e.stack.Reader;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every service is replaced under load, after a migration that expands the schema and before one
 * that contracts it. The old process gets SIGTERM while it has requests in flight.
 */
@ExtendWith({Calm.class, Results.class})
class RollingReplacementIT {
  /** Small requests, dense enough that some are in flight at any time. */
  private static final Pace DENSE = new Pace(4, 10, Duration.ofMillis(1));

  private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

  private final Tidewire tidewire = Tidewire.shared();

  @Test
  void everyServiceIsReplacedUnderLoadBetweenMigrations_andNoRequestFails() {
    // Given
    Duration slowest = Duration.ZERO;
    int replaced = 0;
    try (Scenario scenario = Scenario.begin(tidewire, DENSE);
        Reader reader = new Reader(() -> tidewire.query().http(), "/v1/latest?sensor=warm-up")) {

      // When
      NextSchema.expand();
      for (int round = 0; round < Effort.times(1, 5); round++) {
        for (Service service : tidewire.services()) {
          Duration took = tidewire.replace(service);
          slowest = took.compareTo(slowest) > 0 ? took : slowest;
          replaced++;
          scenario.awaitAcknowledged();
        }
      }
      NextSchema.contract();
      scenario.awaitAcknowledged();
      reader.close();

      // Then
      scenario.assertKept();
      assertThat(scenario.ledger().refusals()).isEmpty();
      assertThat(reader.answers()).isPositive();
      assertThat(reader.retried()).isEmpty();
      assertThat(slowest).isLessThan(ENDS_WITHIN);
      Results.record(
          "every service replaced under load, a migration before and after: %d replacements"
              .formatted(replaced),
          "0 lost; no request fails; the old process ends ≤ 15 s",
          "%s; 0 of %d reads failed; ended ≤ %s"
              .formatted(scenario.kept(), reader.answers(), seconds(slowest)));
    }
  }
}
