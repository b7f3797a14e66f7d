package dev.tidewire.e2e.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.load.Audit;
import dev.tidewire.e2e.load.Load;
import dev.tidewire.e2e.load.Outcome;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.load.Workload;
import dev.tidewire.e2e.results.Effort;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Alone;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Senders send far more at a time than ingest has room for. */
@Alone
@ExtendWith({Calm.class, Results.class})
class OverloadIT {
  private static final Pace LARGE = new Pace(160, 5_000, Duration.ofNanos(1));
  private static final Pace USUAL = new Pace(160, 1_000, Duration.ofNanos(1));
  private static final String SOON = "le=\"0.25\"";

  /**
   * Within which 99 % of the refused requests have their answer, by the clock of 160 senders that
   * share the cores with ingest. A request that waits for room would take several seconds.
   */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private static final Duration LENGTH = Effort.seconds(5, 300);
  private static final Duration PATIENCE = Effort.seconds(120, 1_800);

  private final Tidewire tidewire = Tidewire.shared();

  static List<Pace> floods() {
    return Effort.isLong() ? List.of(LARGE, USUAL) : List.of(LARGE);
  }

  @ParameterizedTest
  @MethodSource("floods")
  void farTooMuchIsSent_ingestTakesWhatItCanAndRefusesTheRest(Pace flood) {
    // Given
    Workload workload = Workload.fresh();
    long pid = tidewire.ingest().pid();
    double acceptedBefore = accepted("count");
    double soonBefore = accepted("bucket", SOON);
    try (Audit audit = Audit.begin(workload);
        Load load = Load.startOverAndOver(() -> tidewire.ingest().http(), workload, flood)) {

      // When
      Scenario.last(LENGTH);
      load.close();

      // Then
      assertThat(load.ledger().refusals())
          .isNotEmpty()
          .allSatisfy(refusal -> assertThat(refusal).startsWith("REFUSED 503 "));
      Duration refused = load.ledger().percentile(Outcome.REFUSED, 99);
      assertThat(refused).isLessThan(AT_ONCE);
      assertThat(tidewire.ingest().pid()).isEqualTo(pid);
      audit.assertKept(load.ledger(), PATIENCE);
      Results.record(
          "%d senders of %d readings at a time for %d s"
              .formatted(flood.senders(), flood.batch(), LENGTH.toSeconds()),
          "ingest does not run out of memory; the rest is refused, p99 ≤ 1 s",
          "%d accepted, p99 %d ms, %.1f %% within 250 ms by ingest's clock; %d refused, p99 %d ms; 0 of %,d lost"
              .formatted(
                  load.ledger().attempts(Outcome.ACKNOWLEDGED),
                  load.ledger().percentile(Outcome.ACKNOWLEDGED, 99).toMillis(),
                  (accepted("bucket", SOON) - soonBefore)
                      * 100
                      / (accepted("count") - acceptedBefore),
                  load.ledger().attempts(Outcome.REFUSED),
                  refused.toMillis(),
                  load.ledger().acknowledged()));
    }
  }

  /** How long requests took that ingest accepted, from the head of the request to the answer. */
  private double accepted(String part, String... tags) {
    return tidewire
        .ingest()
        .management()
        .get("/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("tidewire_ingest_answer_seconds_" + part))
        .filter(
            line ->
                line.contains("outcome=\"accepted\"") && Stream.of(tags).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
