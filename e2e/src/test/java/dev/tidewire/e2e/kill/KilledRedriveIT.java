package dev.tidewire.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.e2e.load.Audit;
import dev.tidewire.e2e.load.Dead;
import dev.tidewire.e2e.load.Ledger;
import dev.tidewire.e2e.load.Load;
import dev.tidewire.e2e.load.Workload;
import dev.tidewire.e2e.results.Effort;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Backlog;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Sql;
import dev.tidewire.e2e.stack.Tidewire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processing is killed while it redrives dead letters. */
@ExtendWith({Calm.class, Results.class})
class KilledRedriveIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int READINGS = 500;
  private static final int REFUSED = 80;
  private static final int PER_SECOND = 20;

  /** Longer than the lease of an action whose process is dead. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Tidewire tidewire = Tidewire.shared();
  private final Service processing = tidewire.processing();
  private final Workload workload = Workload.ofOneSensor();

  @AfterEach
  void accept() {
    Sql.execute("ALTER TABLE reading DROP CONSTRAINT IF EXISTS refused");
  }

  @Test
  void processingIsKilledDuringARedrive_theNextOneDoesTheRestAndAllIsStoredOnce() throws Exception {
    // Given
    Sql.execute(
        "ALTER TABLE reading ADD CONSTRAINT refused CHECK (time NOT BETWEEN '%s' AND '%s') NOT VALID"
            .formatted(workload.time(0), workload.time(REFUSED - 1)));
    try (Audit audit = Audit.begin(workload)) {
      for (int number = 0; number < REFUSED; number++) {
        audit.poison(new Dead.OfReading(number, DeadLetterReason.REJECTED_BY_DATABASE));
      }
      Ledger ledger = Load.once(tidewire.ingest().http(), workload, READINGS);
      await().atMost(PATIENCE).until(() -> letters("open") == REFUSED);
      accept();

      // When
      String killed = redrive().header("Location").orElseThrow();
      await().atMost(PATIENCE).until(() -> get(killed).get("done").asInt() > 0);
      processing.kill();
      processing.start();
      endLease();
      String next = awaitAccepted().header("Location").orElseThrow();
      await().atMost(PATIENCE).until(() -> !isRunning(get(next)));
      Backlog.awaitNone(PATIENCE);

      // Then
      audit.assertKept(ledger, PATIENCE);
      assertThat(get(killed).get("state").asText()).isEqualTo("interrupted");
      assertThat(get(next).get("state").asText()).isEqualTo("finished");
      assertThat(get(killed).get("done").asInt()).isBetween(1, REFUSED - 1);
      assertThat(get(killed).get("done").asInt() + get(next).get("done").asInt())
          .isEqualTo(REFUSED);
      assertThat(letters("redriven")).isEqualTo(REFUSED);
      assertThat(stored()).isEqualTo(READINGS);
      Results.record(
          "`kill -9` of processing during a redrive of %d dead letters".formatted(REFUSED),
          "the next one does the rest, all stored once",
          "%d redriven before and %d after, %d of %d stored"
              .formatted(
                  get(killed).get("done").asInt(),
                  get(next).get("done").asInt(),
                  stored(),
                  READINGS));
    }
  }

  /** Ends the lease of the dead process, which only the long run waits for. */
  private static void endLease() {
    if (!Effort.isLong()) {
      Sql.execute("UPDATE dead_letter_action SET lease_until = now() WHERE state = 'running'");
    }
  }

  private Answer awaitAccepted() {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(this::redrive, answer -> answer.status() == 202);
  }

  private Answer redrive() {
    return processing
        .http()
        .post(
            "/v1/dead-letters/redrive",
            "{\"filter\":{\"sensor\":\"%s\"},\"who\":\"ada\",\"ratePerSecond\":%d}"
                .formatted(workload.sensor(0), PER_SECOND)
                .getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/json");
  }

  private int letters(String state) throws Exception {
    return get("/v1/dead-letters?limit=1000&state=" + state + "&sensor=" + workload.sensor(0))
        .get("deadLetters")
        .size();
  }

  private int stored() {
    return Sql.count(
        "SELECT count(*) FROM reading JOIN series ON id = series_id WHERE sensor = '%s'"
            .formatted(workload.sensor(0)));
  }

  private static boolean isRunning(JsonNode action) {
    return action.get("state").asText().equals("running");
  }

  private JsonNode get(String path) throws Exception {
    return JSON.readTree(processing.http().get(path).body());
  }
}
