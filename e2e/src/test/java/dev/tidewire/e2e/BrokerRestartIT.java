package dev.tidewire.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.load.Audit;
import dev.tidewire.e2e.load.Load;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.load.Workload;
import dev.tidewire.e2e.stack.Backlog;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.DeadLetters;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The broker goes and comes back while readings come in. */
@ExtendWith(Calm.class)
class BrokerRestartIT {
  private static final Duration OUTAGE = Duration.ofSeconds(10);

  /** What ingest promises, and a little for a noisy machine. */
  private static final Duration SENDERS_WAIT = Duration.ofMillis(5_500);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Tidewire tidewire = Tidewire.shared();

  @Test
  void brokerRestartsUnderLoad_sendersAreToldAndWhatWasAcknowledgedIsStored() {
    // Given
    Workload workload = new Workload(2);
    List<Long> pids = tidewire.services().stream().map(Service::pid).toList();
    Load load = Load.start(tidewire.ingest().http(), workload, Pace.STEADY);
    try (load;
        DeadLetters deadLetters = new DeadLetters()) {
      await().atMost(PATIENCE).until(() -> load.ledger().acknowledged() > 1_000);

      // When
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
      await().atMost(PATIENCE).until(() -> load.ledger().acknowledged() > acknowledged + 1_000);
      load.close();
      Backlog.awaitNone(PATIENCE);

      // Then
      assertThat(load.ledger().refusals())
          .isNotEmpty()
          .allSatisfy(
              refusal -> assertThat(refusal).startsWith("REFUSED 503 ").contains("/problems/"));
      assertThat(load.ledger().slowest()).isLessThan(SENDERS_WAIT);
      Audit.assertKept(load.ledger(), workload, tidewire.servers().postgres());
      assertThat(deadLetters.read()).isEmpty();
      assertThat(tidewire.services()).extracting(Service::pid).isEqualTo(pids);
      assertThat(tidewire.services())
          .allSatisfy(service -> assertThat(service.ready().status()).isEqualTo(200));
    }
  }
}
