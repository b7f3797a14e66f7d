package dev.tidewire.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.load.Audit;
import dev.tidewire.e2e.load.Load;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.load.Workload;
import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Backlog;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.DeadLetters;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The database is away for a minute while readings come in. */
@ExtendWith(Calm.class)
class DatabaseOutageIT {
  private static final Duration OUTAGE = Duration.ofSeconds(60);
  private static final Duration QUERY_DEADLINE = Duration.ofMillis(2_500);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Tidewire tidewire = Tidewire.shared();
  private final Service processing = tidewire.processing();
  private final Service query = tidewire.query();

  @Test
  void databaseStopsUnderLoad_nothingIsLostAndEveryServiceGoesOnByItself() {
    // Given
    Workload workload = new Workload(1);
    long pid = processing.pid();
    Load load = Load.start(tidewire.ingest().http(), workload, Pace.STEADY);
    try (load;
        DeadLetters deadLetters = new DeadLetters()) {
      await().atMost(PATIENCE).until(() -> load.ledger().acknowledged() > 1_000);

      // When
      tidewire.servers().stopPostgres();
      try {
        await().atMost(PATIENCE).until(() -> processing.ready().status() == 503);

        // Then
        await()
            .pollInterval(Duration.ofSeconds(1))
            .during(OUTAGE)
            .atMost(OUTAGE.plusSeconds(15))
            .untilAsserted(this::assertWaitingInGoodHealth);
      } finally {
        tidewire.servers().startPostgres();
      }
      await().atMost(PATIENCE).until(() -> processing.ready().status() == 200);
      await().atMost(PATIENCE).until(() -> query.ready().status() == 200);
      load.close();
      Backlog.awaitNone(PATIENCE);

      // Then
      assertThat(load.ledger().refusals()).isEmpty();
      Audit.assertKept(load.ledger(), workload, tidewire.servers().postgres());
      assertThat(deadLetters.read()).isEmpty();
      assertThat(processing.pid()).isEqualTo(pid);
    }
  }

  private void assertWaitingInGoodHealth() {
    assertThat(processing.live().status()).isEqualTo(200);
    Answer ready = processing.ready();
    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.body()).contains("waiting since", "cause");

    Answer latest = query.http().get("/v1/latest?sensor=load-1-0");
    assertThat(latest.status()).isEqualTo(503);
    assertThat(latest.header("Content-Type")).hasValue("application/problem+json");
    assertThat(latest.took()).isLessThan(QUERY_DEADLINE);
  }
}
