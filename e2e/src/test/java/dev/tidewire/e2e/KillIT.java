package dev.tidewire.e2e;

import static dev.tidewire.e2e.results.Results.seconds;

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

/** Whatever runs is killed, in any order, while readings come in. */
@ExtendWith({Calm.class, Results.class})
class KillIT {
  private final Tidewire tidewire = Tidewire.shared();

  static List<Long> seeds() {
    return Effort.seeds(1, 1);
  }

  @ParameterizedTest(name = "-Dtidewire.seed={0}")
  @MethodSource("seeds")
  void anyPartIsKilledUnderLoad_nothingIsLostAndNothingIsDead(long seed) {
    // Given
    List<Part> victims = victims(new Random(seed), Effort.times(1, 5));
    Duration slowest = Duration.ZERO;
    try (Scenario scenario = Scenario.begin(tidewire, Pace.STEADY)) {

      // When
      for (Part victim : victims) {
        Effort.progress("kill -9 " + victim);
        new Fault.Killed(victim).inject(tidewire);
        long healing = System.nanoTime();
        new Fault.Killed(victim).heal(tidewire);
        scenario.awaitAcknowledged();
        Duration back = scenario.ledger().first(Outcome.ACKNOWLEDGED, healing).orElseThrow();
        slowest = back.compareTo(slowest) > 0 ? back : slowest;
      }

      // Then
      scenario.assertKept();
      Results.record(
          "`kill -9` of ingest, processing, broker, Postgres: %d, in random order"
              .formatted(victims.size()),
          "0 lost, 0 twice, 0 dead letters",
          scenario.kept()
              + ", 0 dead letters; the next reading acknowledged at most %s after the kill"
                  .formatted(seconds(slowest)));
    }
  }

  private static List<Part> victims(Random random, int rounds) {
    List<Part> victims = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      List<Part> all = new ArrayList<>(Arrays.asList(Part.values()));
      Collections.shuffle(all, random);
      victims.addAll(all);
    }
    return victims;
  }
}
