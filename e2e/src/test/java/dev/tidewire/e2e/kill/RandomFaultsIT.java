package dev.tidewire.e2e.kill;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
 * Faults that overlap, chosen by a seed. Each run has new seeds and prints them; {@code
 * -Dtidewire.seed=N} repeats one, together with {@code -Plong} if that was a long run, which has
 * more faults of each seed.
 */
@ExtendWith({Calm.class, Results.class})
class RandomFaultsIT {
  private static final Duration WITHIN = Effort.seconds(7, 16);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int FAULTS = Effort.times(3, 5);

  private static final List<Long> SEEDS = Effort.seeds(3, 50);

  private static int kept;
  private static long readings;

  private final Tidewire tidewire = Tidewire.shared();

  static List<Long> seeds() {
    return SEEDS;
  }

  @ParameterizedTest(name = "-Dtidewire.seed={0}")
  @MethodSource("seeds")
  void faultsOverlap_andEveryPromiseIsKept(long seed) {
    // Given
    assumeTrue(tidewire.servers().hasProxies(), "no network faults in front of containers");
    Schedule schedule = Schedule.of(seed, FAULTS, WITHIN);
    System.out.println("RandomFaultsIT: -Dtidewire.seed=" + seed + ": " + schedule);
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
      throw new AssertionError("repeat it with " + run + ": " + schedule, e);
    }
  }

  @AfterAll
  static void recordResult() {
    Results.record(
        "kills, freezes, cut and slow networks that overlap, %d seeds".formatted(SEEDS.size()),
        "0 lost, 0 twice, 0 dead letters",
        "%d of %d seeds: 0 of %,d lost, 0 twice, 0 changed"
            .formatted(kept, SEEDS.size(), readings));
  }
}
