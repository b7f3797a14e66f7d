package dev.tidewire.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.load.Audit;
import dev.tidewire.e2e.load.Load;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.load.Workload;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Reader;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Services get SIGTERM while they have requests in flight, and nobody sends them more. */
@ExtendWith(Calm.class)
class DrainIT {
  /** Small requests, so dense that some are in flight at any time. */
  private static final Pace DENSE = new Pace(4, 10, Duration.ofMillis(1));

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Tidewire tidewire = Tidewire.shared();

  @Test
  void serviceIsToldToEndUnderLoad_andNoRequestFails() {
    // Given
    Workload workload = Workload.fresh();
    try (Audit audit = Audit.begin(workload);
        Load load = Load.start(() -> tidewire.ingest().http(), workload, DENSE);
        Reader reader = new Reader(() -> tidewire.query().http(), "/v1/latest?sensor=warm-up")) {
      for (Service service : tidewire.services()) {
        int before = load.ledger().acknowledged();
        await().atMost(PATIENCE).until(() -> load.ledger().acknowledged() > before);

        // When
        tidewire.replace(service);
      }
      load.close();
      reader.close();

      // Then
      assertThat(load.ledger().refusals()).isEmpty();
      assertThat(reader.answers()).isPositive();
      assertThat(reader.repeated()).isEmpty();
      audit.assertKept(load.ledger(), PATIENCE);
    }
  }
}
