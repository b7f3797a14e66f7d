package dev.tidewire.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.load.Audit;
import dev.tidewire.e2e.load.Load;
import dev.tidewire.e2e.load.Outcome;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.load.Workload;
import dev.tidewire.e2e.results.Effort;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Far more is sent at a time than ingest has room for. */
@ExtendWith({Calm.class, Results.class})
class OverloadIT {
  private static final Pace FLOOD = new Pace(160, 5_000, Duration.ofNanos(1));
  private static final Duration LENGTH = Effort.seconds(5, 300);
  private static final Duration PATIENCE = Effort.seconds(120, 1_800);

  private final Tidewire tidewire = Tidewire.shared();

  @Test
  void farTooMuchIsSent_ingestTakesWhatItCanAndRefusesTheRest() {
    // Given
    Workload workload = Workload.fresh();
    long pid = tidewire.ingest().pid();
    try (Audit audit = Audit.begin(workload);
        Load load = Load.startOverAndOver(() -> tidewire.ingest().http(), workload, FLOOD)) {

      // When
      Scenario.last(LENGTH);
      load.close();

      // Then
      assertThat(load.ledger().refusals())
          .isNotEmpty()
          .allSatisfy(refusal -> assertThat(refusal).startsWith("REFUSED 503 "));
      assertThat(tidewire.ingest().pid()).isEqualTo(pid);
      audit.assertKept(load.ledger(), PATIENCE);
      Results.record(
          "%d senders of %d readings at a time for %d s"
              .formatted(FLOOD.senders(), FLOOD.batch(), LENGTH.toSeconds()),
          "ingest does not run out of memory; the rest is refused at once",
          "%d taken, p99 %d ms; %d refused, p99 %d ms; 0 of %,d lost"
              .formatted(
                  load.ledger().attempts(Outcome.ACKNOWLEDGED),
                  load.ledger().percentile(Outcome.ACKNOWLEDGED, 99).toMillis(),
                  load.ledger().attempts(Outcome.REFUSED),
                  load.ledger().percentile(Outcome.REFUSED, 99).toMillis(),
                  load.ledger().acknowledged()));
    }
  }
}
