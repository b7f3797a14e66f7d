package dev.tidewire.processing.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tidewire.processing.pipeline.Schedule.Violation;
import dev.tidewire.processing.simulation.Bug;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs the consumer and everything below it that decides through thousands of random histories,
 * without I/O: polls, merges and reads, on a database and a topic that fail in every way that
 * {@link Disaster} and {@link dev.tidewire.processing.simulation.Weather} know. After each commit,
 * what is read is compared with a naive twin. Each run uses new seeds; {@code -Dtidewire.seed=N}
 * replays one history, and {@code -Dtidewire.schedules=N} sets their number.
 */
class SimulationTest {
  private static final int SCHEDULES = Integer.getInteger("tidewire.schedules", 2_000);
  private static final int SCHEDULES_A_BUG = 1_000;

  private static final Logger LOG = Logger.getLogger("dev.tidewire.processing");

  @BeforeAll
  static void beQuiet() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void beLoudAgain() {
    LOG.setLevel(null);
  }

  @Test
  void everySchedule_keepsAllPromises() {
    // Given
    Long replay = Long.getLong("tidewire.seed");
    SplittableRandom seeds = new SplittableRandom();
    History all = new History();

    // When
    for (int i = 0; i < (replay == null ? SCHEDULES : 1); i++) {
      long seed = replay == null ? seeds.nextLong() : replay;
      Schedule schedule = new Schedule(seed, Bug.NONE);
      Optional<Violation> violation = schedule.run();
      all.add(schedule.history());

      // Then
      violation.ifPresent(
          found -> fail("%s; replay it with -Dtidewire.seed=%d".formatted(found, seed)));
    }
    assertThat(replay != null || all.isEventful()).as(all.toString()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void plantedBug_isFound(Bug bug) {
    // When
    Optional<Violation> found = Optional.empty();
    for (long seed = 0; found.isEmpty() && seed < SCHEDULES_A_BUG; seed++) {
      found = new Schedule(seed, bug).run();
    }

    // Then
    assertThat(found).isPresent();
    assertThat(bug.broken()).contains(found.orElseThrow().invariant());
  }

  @Test
  void sameSeed_isTheSameHistory() {
    for (long seed = 0; seed < 50; seed++) {
      // Given
      Schedule first = new Schedule(seed, Bug.NONE);
      Schedule second = new Schedule(seed, Bug.NONE);

      // When
      first.run();
      second.run();

      // Then
      assertThat(first.history().trace()).isEqualTo(second.history().trace());
    }
  }
}
