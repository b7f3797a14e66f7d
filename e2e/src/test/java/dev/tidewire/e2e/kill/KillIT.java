package dev.tidewire.e2e.kill;

import static dev.tidewire.e2e.results.Results.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.e2e.fault.Fault;
import dev.tidewire.e2e.fault.Part;
import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.load.Outcome;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.results.Effort;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Processing is killed under load while it stores readings, which no sender notices; then every
 * part is killed, in random order.
 */
@ExtendWith({Calm.class, Results.class})
class KillIT {
  private static final int ROUNDS = Effort.times(1, 5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Tidewire tidewire = Tidewire.shared();

  static List<Long> seeds() {
    return Effort.seeds(1, 1);
  }

  @ParameterizedTest(name = "-Dtidewire.seed={0}")
  @MethodSource("seeds")
  void anyPartIsKilledUnderLoad_nothingIsLostAndNothingIsDead(long seed) {
    // Given
    List<Part> victims = victims(new Random(seed));
    Duration slowest = Duration.ZERO;
    try (Scenario scenario = Scenario.begin(tidewire, Pace.STEADY)) {

      // When
      kill(Part.PROCESSING);
      scenario.awaitAcknowledged();

      // Then
      assertThat(scenario.ledger().refusals()).isEmpty();

      // When
      for (Part victim : victims) {
        long healing = kill(victim);
        scenario.awaitAcknowledged();
        Duration back = scenario.ledger().first(Outcome.ACKNOWLEDGED, healing).orElseThrow();
        slowest = back.compareTo(slowest) > 0 ? back : slowest;
      }

      // Then
      scenario.assertKept();
      Results.record(
          "`kill -9` of ingest, processing, broker, Postgres: %d, in random order"
              .formatted(1 + victims.size()),
          "0 lost, 0 twice, 0 dead letters",
          scenario.kept()
              + ", 0 dead letters; the next reading acknowledged at most %s after the kill"
                  .formatted(seconds(slowest)));
    }
  }

  /** Kills it while processing stores readings, and starts it again; returns when it was killed. */
  private long kill(Part victim) {
    Effort.progress("kill -9 " + victim);
    tidewire.processing().awaitMore("tidewire_readings_stored_total", PATIENCE);
    Fault fault = new Fault.Killed(victim);
    fault.inject(tidewire);
    long killed = System.nanoTime();
    fault.heal(tidewire);
    return killed;
  }

  /** In the first round all but processing, which has been killed before. */
  private static List<Part> victims(Random random) {
    List<Part> victims = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      List<Part> all = new ArrayList<>(Arrays.asList(Part.values()));
      if (round == 0) {
        all.remove(Part.PROCESSING);
      }
      Collections.shuffle(all, random);
      victims.addAll(all);
    }
    return victims;
  }
}
