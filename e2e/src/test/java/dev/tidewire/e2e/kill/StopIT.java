package dev.tidewire.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.fault.Fault;
import dev.tidewire.e2e.fault.Part;
import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Sql;
import dev.tidewire.e2e.stack.Tidewire;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processing gets SIGTERM. */
@ExtendWith(Calm.class)
class StopIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** {@code tidewire.processing.drain-timeout}, and time for the rest of the shutdown. */
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

  private static final int SIGTERM = 143;

  private final Tidewire tidewire = Tidewire.shared();
  private final Service processing = tidewire.processing();

  @Test
  void processingIsStoppedUnderLoad_itFinishesItsPolls() {
    // Given
    try (Scenario scenario = Scenario.begin(tidewire, Pace.STEADY)) {
      processing.awaitMore("tidewire_readings_stored_total", PATIENCE);
      int logged = processing.logLines().size();

      // When
      AtomicReference<CompletableFuture<Duration>> end = new AtomicReference<>();
      Sql.whileLocked(
          "watermark",
          () -> {
            await()
                .atMost(PATIENCE)
                .until(() -> processing.metric("tidewire_readings_unstored_age_seconds") > 0);
            end.set(CompletableFuture.supplyAsync(processing::stop));
            await().atMost(PATIENCE).until(() -> !isReady());
          });

      // Then
      Duration took = end.get().join();
      assertThat(processing.exitCode()).isEqualTo(SIGTERM);
      assertThat(took).isLessThan(ENDS_WITHIN);
      assertThat(complaints(logged)).isEmpty();
      processing.start();
      scenario.awaitAcknowledged();
      scenario.assertKept();
      assertThat(scenario.ledger().refusals()).isEmpty();
      assertThat(processing.metric("tidewire_readings_stored_total")).isPositive();
      assertThat(processing.metric("tidewire_records_skipped_total"))
          .as("records that were stored and not committed")
          .isZero();
    }
  }

  @Test
  void processingIsStoppedWhileTheDatabaseIsAway_itDoesNotWaitForIt() {
    // Given
    Fault outage = new Fault.Stopped(Part.POSTGRES);
    try (Scenario scenario = Scenario.begin(tidewire, Pace.STEADY)) {
      processing.awaitMore("tidewire_readings_stored_total", PATIENCE);
      outage.inject(tidewire);
      try {
        await().atMost(PATIENCE).until(() -> processing.ready().status() == 503);
        int logged = processing.logLines().size();

        // When
        Duration took = processing.stop();

        // Then
        assertThat(processing.exitCode()).isEqualTo(SIGTERM);
        assertThat(took).isLessThan(ENDS_WITHIN);
        assertThat(complaints(logged)).isEmpty();
      } finally {
        outage.heal(tidewire);
        processing.start();
      }
      scenario.assertKept();
      assertThat(scenario.ledger().refusals()).isEmpty();
    }
  }

  private boolean isReady() {
    try {
      return processing.ready().status() == 200;
    } catch (UncheckedIOException noAnswer) {
      return false;
    }
  }

  /** Warnings and errors, except those about the database that it waits for. */
  private List<String> complaints(int from) {
    List<String> lines = processing.logLines();
    return lines.subList(from, lines.size()).stream()
        .filter(line -> line.matches(".* (WARN|ERROR|FATAL) .*|\\tat .*"))
        .filter(line -> !line.contains("OutageLog"))
        .filter(line -> !line.contains("Merging fails; blocks wait until it works. "))
        .filter(line -> !line.contains("The open dead letters cannot be counted: "))
        .toList();
  }
}
