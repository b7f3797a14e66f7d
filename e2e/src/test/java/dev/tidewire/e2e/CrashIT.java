package dev.tidewire.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.load.Audit;
import dev.tidewire.e2e.load.Load;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.load.Workload;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processing ends, as it likes or not, while readings come in. */
@ExtendWith(Calm.class)
class CrashIT {
  private static final int CRASHES = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Tidewire tidewire = Tidewire.shared();
  private final Service processing = tidewire.processing();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void processingEndsUnderLoad_nothingIsLost(boolean killed) {
    // Given
    Workload workload = Workload.fresh();
    try (Audit audit = Audit.begin(workload);
        Load load = Load.start(() -> tidewire.ingest().http(), workload, Pace.STEADY)) {
      for (int crash = 0; crash < CRASHES; crash++) {
        double storing = processing.metric("tidewire_readings_stored_total");
        await()
            .atMost(PATIENCE)
            .until(() -> processing.metric("tidewire_readings_stored_total") > storing);

        // When
        if (killed) {
          processing.kill();
        } else {
          processing.stop();
        }
        processing.start();
      }
      load.close();

      // Then
      assertThat(load.ledger().refusals()).isEmpty();
      audit.assertKept(load.ledger(), PATIENCE);
    }
  }
}
