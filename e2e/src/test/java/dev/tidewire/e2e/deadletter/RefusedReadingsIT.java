package dev.tidewire.e2e.deadletter;

import static dev.tidewire.e2e.results.Results.seconds;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.e2e.load.Audit;
import dev.tidewire.e2e.load.Dead;
import dev.tidewire.e2e.load.Ledger;
import dev.tidewire.e2e.load.Load;
import dev.tidewire.e2e.load.Workload;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Sql;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The database rejects some readings of a poll, or all of them. */
@ExtendWith({Calm.class, Results.class})
class RefusedReadingsIT {
  private static final int READINGS = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ALARM = Duration.ofSeconds(10);

  private final Tidewire tidewire = Tidewire.shared();
  private final Service processing = tidewire.processing();
  private final Workload workload = Workload.ofOneSensor();

  @AfterEach
  void accept() {
    Sql.execute("ALTER TABLE reading DROP CONSTRAINT IF EXISTS refused");
  }

  @ParameterizedTest
  @CsvSource({"1, 25", "5, 80"})
  void someReadingsAreRefused_areTheDeadLettersInFewStatements(int refused, int mostStatements) {
    // Given
    Set<Integer> poison =
        new SplittableRandom(refused)
            .ints(0, READINGS)
            .distinct()
            .limit(refused)
            .boxed()
            .collect(Collectors.toSet());
    refuse(poison);
    try (Audit audit = Audit.begin(workload)) {
      poison.forEach(
          number ->
              audit.poison(new Dead.OfReading(number, DeadLetterReason.REJECTED_BY_DATABASE)));
      double before = statements();

      // When
      Ledger ledger = Load.once(tidewire.ingest().http(), workload, READINGS);

      // Then
      audit.assertKept(ledger, PATIENCE);
      double statements = statements() - before;
      assertThat(statements).isLessThanOrEqualTo(mostStatements);
      Results.record(
          "%d of %d readings of a poll refused by the database".formatted(refused, READINGS),
          "as many dead letters, ≤ %d statements".formatted(mostStatements),
          "%d dead letters, %d stored, %.0f statements"
              .formatted(refused, READINGS - refused, statements));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, READINGS})
  void allReadingsAreRefused_isAnOutageAndTheyAreStoredWhenItIsOver(int readings) {
    // Given
    Sql.execute(
        "ALTER TABLE reading ADD CONSTRAINT refused CHECK (time < '%s') NOT VALID"
            .formatted(workload.time(0)));
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
          "%d of %d readings of a poll refused by the database".formatted(readings, readings),
          "treated as an outage and reported ≤ 10 s: 0 dead letters, all stored when it is over",
          "reported after %s, 0 dead letters, %d stored".formatted(seconds(reported), readings));
    }
  }

  /** Adds a constraint that these readings violate. */
  private void refuse(Set<Integer> numbers) {
    String times =
        numbers.stream().map(number -> "'" + workload.time(number) + "'").collect(joining(", "));
    Sql.execute(
        "ALTER TABLE reading ADD CONSTRAINT refused CHECK (time NOT IN (" + times + ")) NOT VALID");
  }

  private double statements() {
    return processing.metric("tidewire_store_latency_seconds_count");
  }
}
