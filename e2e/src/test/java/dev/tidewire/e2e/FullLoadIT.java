package dev.tidewire.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.load.Audit;
import dev.tidewire.e2e.load.Load;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.load.Workload;
import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Http;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Senders press as hard as they can, and readers read meanwhile; each service has 128 MiB. */
@ExtendWith(Calm.class)
class FullLoadIT {
  private static final int READINGS = 500_000;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Tidewire tidewire = Tidewire.shared();
  private final Http query = tidewire.query().http();

  @Test
  void fullLoad_isTakenWithoutLossAndWithinTheHeap() {
    // Given
    Workload workload = Workload.fresh();
    List<Long> pids = tidewire.services().stream().map(Service::pid).toList();
    try (Audit audit = Audit.begin(workload);
        Load load = Load.start(() -> tidewire.ingest().http(), workload, Pace.FULL)) {
      await().atMost(PATIENCE).until(() -> latest(workload).status() == 200);

      // When
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                assertThat(latest(workload).status()).isEqualTo(200);
                assertThat(everything(workload).status()).isEqualTo(200);
                return load.ledger().acknowledged() > READINGS;
              });
      load.close();

      // Then
      assertThat(load.ledger().refusals()).isEmpty();
      audit.assertKept(load.ledger(), PATIENCE);
      assertThat(tidewire.services()).extracting(Service::pid).isEqualTo(pids);
    }
  }

  private Answer latest(Workload workload) {
    return query.get("/v1/latest?sensor=" + workload.sensor(0));
  }

  private Answer everything(Workload workload) {
    return query.get("/v1/readings?sensor=" + workload.sensor(0), "Accept", "text/csv");
  }
}
