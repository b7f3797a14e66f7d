package dev.tidewire.e2e.deadletter;

import static dev.tidewire.e2e.results.Results.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.load.Audit;
import dev.tidewire.e2e.load.Ledger;
import dev.tidewire.e2e.load.Load;
import dev.tidewire.e2e.load.Workload;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Sql;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database refuses what it is given. */
@ExtendWith({Calm.class, Results.class})
class RefusedReadingsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ALARM = Duration.ofSeconds(10);

  private final Tidewire tidewire = Tidewire.shared();
  private final Service processing = tidewire.processing();
  private final Workload workload = Workload.ofOneSensor();

  @AfterEach
  void accept() {
    Sql.execute("ALTER TABLE block DROP CONSTRAINT IF EXISTS refused");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 500})
  void allReadingsAreRefused_isAnOutageAndTheyAreStoredWhenItIsOver(int readings) {
    // Given
    Sql.execute("ALTER TABLE block ADD CONSTRAINT refused CHECK (n < 0) NOT VALID");
    try (Audit audit = Audit.begin(workload)) {

      // When
      long start = System.nanoTime();
      Ledger ledger = Load.once(tidewire.ingest().http(), workload, readings);
      await().atMost(ALARM).until(() -> processing.ready().status() == 503);
      Duration reported = Duration.ofNanos(System.nanoTime() - start);
      assertThat(processing.live().status()).isEqualTo(200);
      assertThat(audit.deadLetters()).isEmpty();
      accept();

      // Then
      audit.assertKept(ledger, PATIENCE);
      await().atMost(PATIENCE).until(() -> processing.ready().status() == 200);
      Results.record(
          "a poll of %d readings refused by the database".formatted(readings),
          "treated as an outage and reported ≤ 10 s: 0 dead letters, all stored when it is over",
          "reported after %s, 0 dead letters, %d stored".formatted(seconds(reported), readings));
    }
  }
}
