package dev.tidewire.e2e;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.fault.Nemesis;
import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.fault.Schedule;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.results.Effort;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Several things go wrong at once, as a seed says; {@code -Dtidewire.seed=N} is that seed alone.
 * The long run makes more, and longer ones, of the same seed.
 */
@ExtendWith({Calm.class, Results.class})
class RandomFaultsIT {
  private static final Duration WITHIN = Effort.seconds(7, 16);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int FAULTS = Effort.times(3, 5);

  private static int kept;
  private static long readings;

  private final Tidewire tidewire = Tidewire.shared();

  static List<Long> seeds() {
    return Effort.seeds(10, 50);
  }

  @ParameterizedTest(name = "-Dtidewire.seed={0}")
  @MethodSource("seeds")
  void faultsOverlap_andEveryPromiseIsKept(long seed) {
    // Given
    assumeThat(tidewire.servers().hasProxies()).as("proxies; containers have none").isTrue();
    Schedule schedule = Schedule.of(seed, FAULTS, WITHIN);
    Effort.progress("seed " + seed + ": " + schedule);
    try (Scenario scenario = Scenario.begin(tidewire, Pace.STEADY)) {

      // When
      Nemesis.strike(tidewire, schedule);
      tidewire
          .services()
          .forEach(
              service -> await().atMost(PATIENCE).until(() -> service.ready().status() == 200));
      scenario.awaitAcknowledged();

      // Then
      scenario.assertKept();
      kept++;
      readings += scenario.ledger().acknowledged();
    } catch (AssertionError | RuntimeException e) {
      String run = (Effort.isLong() ? "-Plong " : "") + "-Dtidewire.seed=" + seed;
      throw new AssertionError(run + " did this: " + schedule, e);
    }
  }

  @AfterAll
  static void recordResult() {
    Results.record(
        "kills, freezes, cut and slow networks that overlap, %d seeds".formatted(seeds().size()),
        "0 lost, 0 twice, 0 dead letters",
        "%d of %d seeds: 0 of %,d lost, 0 twice, 0 changed"
            .formatted(kept, seeds().size(), readings));
  }
}
