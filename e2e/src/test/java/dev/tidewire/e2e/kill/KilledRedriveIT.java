package dev.tidewire.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.Partitions;
import dev.tidewire.contract.Topics;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processing is killed while it redrives dead letters. */
@ExtendWith({Calm.class, Results.class})
class KilledRedriveIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int READINGS = 80;
  private static final int PER_SECOND = 20;

  /** Longer than the lease of an action whose process is dead. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Tidewire tidewire = Tidewire.shared();
  private final Service processing = tidewire.processing();
  private final Workload workload = Workload.taggedOfOneSensor();

  @Test
  void processingIsKilledDuringARedrive_theNextOneDoesTheRestAndAllIsStoredOnce() throws Exception {
    // Given
    enterInAnotherUnit();
    try (Audit audit = Audit.begin(workload)) {
      for (int number = 0; number < READINGS; number++) {
        audit.poison(new Dead.OfReading(number, DeadLetterReason.UNIT_CONFLICT));
      }
      Ledger ledger = Load.once(tidewire.ingest().http(), workload, READINGS);
      await().atMost(PATIENCE).until(() -> letters("open") == READINGS);
      correctTheUnit();

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
      assertThat(get(killed).get("done").asInt()).isBetween(1, READINGS - 1);
      assertThat(get(killed).get("done").asInt() + get(next).get("done").asInt())
          .isEqualTo(READINGS);
      assertThat(letters("redriven")).isEqualTo(READINGS);
      assertThat(stored()).isEqualTo(READINGS);
      Results.record(
          "`kill -9` of processing during a redrive of %d dead letters".formatted(READINGS),
          "the next one does the rest, all stored once",
          "%d redriven before and %d after, %d of %d stored"
              .formatted(
                  get(killed).get("done").asInt(),
                  get(next).get("done").asInt(),
                  stored(),
                  READINGS));
    }
  }

  /** The series has a unit from which the one of the workload is not converted. */
  private void enterInAnotherUnit() {
    String sensor = workload.sensor(0);
    Sql.execute(
        "INSERT INTO series (id, sensor, metric, unit, home) OVERRIDING SYSTEM VALUE"
            + " SELECT id, '%2$s', 'value', 'm/s', %1$d FROM new_series_ids(%1$d, 1) AS id"
                .formatted(Partitions.of(sensor, Topics.PARTITIONS), sensor));
  }

  /** As an operator would: processing remembers units until it is started again. */
  private void correctTheUnit() {
    Sql.execute(
        "UPDATE series SET unit = '%s' WHERE sensor = '%s'"
            .formatted(Workload.UNIT, workload.sensor(0)));
    processing.stop();
    processing.start();
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
