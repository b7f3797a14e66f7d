package dev.tidewire.processing.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.LogLines;
import dev.tidewire.processing.chunk.DamagedFrameException;
import dev.tidewire.processing.merge.MergeReport.Behind;
import dev.tidewire.processing.merge.MergeReport.Blocks;
import dev.tidewire.processing.merge.MergeReport.Overdue;
import dev.tidewire.processing.simulation.SimulatedConfig;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final int PARTITIONS = 12;

  /** Ten times the blocks that a gather is due for. */
  private static final int MOST = 600;

  private final LogLines log = new LogLines();
  private final TestClock clock = new TestClock(NOW);
  private final StoppedMerges stopped = new StoppedMerges(clock);
  private final Backlog backlog = new Backlog(stopped, SimulatedConfig.ofMaxReadings(1), clock);

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void nothingIsKnown_untilTheDatabaseHasTold() {
    assertThat(backlog.blocks()).isEmpty();
    assertThat(backlog.isBehind(Set.of(0))).isFalse();
  }

  @Test
  void home_isBehindAboveTheLimit_forItsPartitionOnly() {
    // When
    waiting(MOST, MOST + 1, 3);

    // Then
    assertThat(backlog.isBehind(Set.of(0, 2))).isFalse();
    assertThat(backlog.isBehind(Set.of(1))).isTrue();
    assertThat(backlog.behind()).contains(new Behind(NOW, List.of(1)));
    assertThat(backlog.blocks()).contains(new Blocks(2 * MOST + 4, 2));
  }

  @Test
  void home_ofAnEarlierNumberOfPartitions_isThatOfTheOneThatMergesIt() {
    // When
    backlog.update(PARTITIONS, List.of(new Waiting.Home(PARTITIONS + 3, MOST + 1, 1)));

    // Then
    assertThat(backlog.isBehind(Set.of(3))).isTrue();
  }

  @Test
  void home_isBehindUntilHalfIsGathered() {
    // Given
    waiting(MOST + 1);

    // When
    waiting(MOST / 2 + 2);
    assertThat(backlog.isBehind(Set.of(0))).isTrue();
    backlog.gathered(0, 1);
    assertThat(backlog.isBehind(Set.of(0))).isTrue();
    backlog.gathered(0, 1);

    // Then
    assertThat(backlog.isBehind(Set.of(0))).isFalse();
    waiting(MOST);
    assertThat(backlog.behind()).isEmpty();
  }

  @Test
  void home_thatHasStopped_slowsNothingDown() {
    // Given
    damage(new MergeJob(0, null));
    damage(new MergeJob(1, 64L));

    // When
    waiting(MOST + 1, MOST + 1);

    // Then
    assertThat(backlog.isBehind(Set.of(0))).isFalse();
    assertThat(backlog.isBehind(Set.of(1))).isTrue();
  }

  @Test
  void home_thatTheDatabaseRefuses_slowsNothingDown_butOneThatWaitsForALockDoes() {
    // Given
    refuse(new MergeJob(0, null), "P0001");
    refuse(new MergeJob(1, null), "55P03");

    // When
    waiting(MOST + 1, MOST + 1);

    // Then
    assertThat(backlog.isBehind(Set.of(0))).isFalse();
    assertThat(backlog.isBehind(Set.of(1))).isTrue();
  }

  @Test
  void home_thatStopsWhileItIsBehind_slowsNothingDownAnyMore() {
    // Given
    waiting(MOST + 1);

    // When
    damage(new MergeJob(0, null));
    waiting(MOST + 2);

    // Then
    assertThat(backlog.behind()).isEmpty();
  }

  @Test
  void home_thatIsThatOfAnotherProcessNow_slowsNothingDown() {
    // Given
    waiting(MOST + 1);

    // When
    backlog.update(PARTITIONS, List.of());

    // Then
    assertThat(backlog.isBehind(Set.of(0))).isFalse();
    assertThat(backlog.blocks()).contains(new Blocks(0, 0));
  }

  @Test
  void groups_areOverdueFromTheAgeOnAtWhichTheyShouldBeSettled() {
    // Given
    waiting(1, 1);

    // When
    backlog.left(0, List.of(new Waiting.Group(1, 2, 3_599), new Waiting.Group(2, 3, 3_660)));
    backlog.left(1, List.of(new Waiting.Group(3, 4, 3_720)));

    // Then
    assertThat(backlog.overdue()).isEqualTo(new Overdue(7, 120));

    // When
    backlog.left(1, List.of());
    assertThat(backlog.overdue()).isEqualTo(new Overdue(3, 60));
    backlog.update(PARTITIONS, List.of());

    // Then
    assertThat(backlog.overdue()).isEqualTo(new Overdue(0, 0));
  }

  @Test
  void log_tellsBeginningAndEnd() {
    // When
    waiting(MOST + 1, 0);
    waiting(MOST + 1, MOST + 1);
    waiting(0, MOST);
    waiting(0, 0);
    waiting(0, 0);

    // Then
    assertThat(log.lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("WARN Merging is behind: more than 600 blocks"),
            line -> assertThat(line).startsWith("INFO Merging has caught up"));
  }

  @Test
  void ages_growWhileTheDatabaseCannotBeAsked() {
    // Given
    waiting(1, 2, 3);
    backlog.left(0, List.of(new Waiting.Group(1, 2, 3_660)));

    // When
    clock.advance(Duration.ofMinutes(15));

    // Then
    assertThat(backlog.blocks()).contains(new Blocks(6, 902));
    assertThat(backlog.overdue()).isEqualTo(new Overdue(2, 960));
  }

  @Test
  void age_isThatOfBlocksThatWait() {
    // When
    waiting(0, 0);
    clock.advance(Duration.ofMinutes(15));

    // Then
    assertThat(backlog.blocks()).contains(new Blocks(0, 0));
  }

  private void damage(MergeJob job) {
    stopped.stop(job, MergeFault.of(new DamagedFrameException("a block", "broken")));
  }

  private void refuse(MergeJob job, String sqlState) {
    stopped.stop(job, MergeFault.of(new PgException("no", "ERROR", sqlState, "")));
  }

  /** In the homes 0, 1 and so on. */
  private void waiting(int... blocks) {
    backlog.update(
        PARTITIONS,
        IntStream.range(0, blocks.length)
            .mapToObj(home -> new Waiting.Home(home, blocks[home], home))
            .toList());
  }
}
