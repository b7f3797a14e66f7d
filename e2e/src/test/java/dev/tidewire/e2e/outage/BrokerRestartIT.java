package dev.tidewire.e2e.outage;

import static dev.tidewire.e2e.results.Results.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.load.Audit;
import dev.tidewire.e2e.load.Load;
import dev.tidewire.e2e.load.Outcome;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.load.Workload;
import dev.tidewire.e2e.results.Effort;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Alone;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The broker stops and starts again under load. */
@Alone
@ExtendWith({Calm.class, Results.class})
class BrokerRestartIT {
  private static final Duration OUTAGE = Effort.seconds(6, 120);
  private static final Duration ACCEPTS_AGAIN = Duration.ofSeconds(10);

  /** What ingest promises, and half a second for a noisy machine. */
  private static final Duration SENDERS_WAIT = Duration.ofMillis(5_500);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Tidewire tidewire = Tidewire.shared();

  @Test
  void brokerRestartsUnderLoad_sendersGetErrorsAndWhatWasAcknowledgedIsStored() {
    // Given
    Workload workload = Workload.fresh();
    List<Long> pids = tidewire.services().stream().map(Service::pid).toList();
    try (Audit audit = Audit.begin(workload);
        Load load = Load.start(() -> tidewire.ingest().http(), workload, Pace.STEADY)) {
      await().atMost(PATIENCE).until(() -> load.ledger().acknowledged() > 1_000);

      // When
      long gone = System.nanoTime();
      tidewire.servers().stopKafka();
      int acknowledged;
      try {
        await().atMost(PATIENCE).until(() -> !load.ledger().refusals().isEmpty());
        acknowledged = load.ledger().acknowledged();
        await()
            .during(OUTAGE)
            .atMost(OUTAGE.plusSeconds(5))
            .until(() -> tidewire.ingest().live().status() == 200);
        assertThat(load.ledger().acknowledged()).isEqualTo(acknowledged);
      } finally {
        tidewire.servers().startKafka();
      }
      long back = System.nanoTime();
      await().atMost(PATIENCE).until(() -> load.ledger().acknowledged() > acknowledged + 1_000);
      load.close();

      // Then
      assertThat(load.ledger().refusals())
          .isNotEmpty()
          .allSatisfy(
              refusal -> assertThat(refusal).startsWith("REFUSED 503 ").contains("/problems/"));
      assertThat(load.ledger().slowest()).isLessThan(SENDERS_WAIT);
      audit.assertKept(load.ledger(), PATIENCE);
      Duration refused = load.ledger().first(Outcome.REFUSED, gone).orElseThrow();
      Duration accepted = load.ledger().first(Outcome.ACKNOWLEDGED, back).orElseThrow();
      assertThat(refused).isLessThan(SENDERS_WAIT);
      assertThat(accepted).isLessThan(ACCEPTS_AGAIN);
      assertThat(tidewire.services()).extracting(Service::pid).isEqualTo(pids);
      assertThat(tidewire.services())
          .allSatisfy(service -> assertThat(service.ready().status()).isEqualTo(200));
      Results.record(
          "broker away for %d s".formatted(OUTAGE.toSeconds()),
          "first 503 ≤ 5 s, no sender hangs, accepting ≤ 10 s after it is back, 0 lost",
          "first 503 after %s, longest wait %s, accepting after %s; 0 of %,d lost"
              .formatted(
                  seconds(refused),
                  seconds(load.ledger().slowest()),
                  seconds(accepted),
                  load.ledger().acknowledged()));
    }
  }
}
