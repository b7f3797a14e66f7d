package dev.tidewire.processing.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PositionsTest {
  private static final int NOW = 7;

  private final Positions positions = new Positions();

  @Test
  void commitThatFails_isLeftToDo() {
    // Given
    positions.own(List.of(1, 2), NOW);
    positions.done(1, NOW, 10);
    positions.done(2, NOW, 20);

    // When: the answer of the second never comes
    positions.committed(Map.of(1, 10L));

    // Then
    assertThat(positions.uncommitted()).isEqualTo(Map.of(2, 20L));
  }

  @Test
  void eachAssignment_isCounted() {
    // Given
    positions.own(List.of(1, 2), NOW);
    positions.disown(List.of(1, 2));

    // When
    positions.own(List.of(1), NOW + 1);

    // Then
    assertThat(positions.assignments()).isEqualTo(2);
  }

  @Test
  void positionThatGoesBack_isCommitted() {
    // Given
    positions.own(List.of(1), NOW);
    positions.done(1, NOW, 1_000);
    positions.committed(Map.of(1, 1_000L));

    // When: the topic was deleted and created again
    positions.done(1, NOW, 5);

    // Then
    assertThat(positions.uncommitted()).isEqualTo(Map.of(1, 5L));
  }

  @Test
  void answerThatComesLate_hasTheLastPositionCommittedAgain() {
    // Given
    positions.own(List.of(1), NOW);
    positions.done(1, NOW, 10);
    positions.done(1, NOW, 20);
    positions.committed(Map.of(1, 20L));

    // When
    positions.committed(Map.of(1, 10L));

    // Then
    assertThat(positions.uncommitted()).isEqualTo(Map.of(1, 20L));
  }

  @Test
  void answerOfAnEarlierOwnership_doesNotMoveTheOffsetBack() {
    // Given
    positions.own(List.of(1), NOW);
    positions.disown(List.of(1));
    positions.own(List.of(1), NOW + 2);

    // When
    positions.committed(Map.of(1, 10L));

    // Then
    assertThat(positions.uncommitted()).isEmpty();
  }

  @Test
  void partitionThatGoes_hasItsPositionCommittedAndOthersKeepTheirs() {
    // Given
    positions.own(List.of(1, 2), NOW);
    positions.done(1, NOW, 10);
    positions.done(2, NOW, 20);

    // When
    Map<Integer, Long> left = positions.disown(List.of(1, 3));

    // Then
    assertThat(left).isEqualTo(Map.of(1, 10L));
    assertThat(positions.uncommitted()).isEqualTo(Map.of(2, 20L));
    assertThat(positions.partitions()).isEqualTo(Set.of(2));
  }

  @Test
  void pollOfBeforeThePartitionWasAnothers_movesNothing() {
    // Given
    positions.own(List.of(1), NOW);
    positions.disown(List.of(1));

    // When
    positions.done(1, NOW, 10);
    positions.own(List.of(1), NOW + 2);
    positions.done(1, NOW + 1, 10);

    // Then
    assertThat(positions.uncommitted()).isEmpty();
    positions.done(1, NOW + 2, 12);
    assertThat(positions.uncommitted()).isEqualTo(Map.of(1, 12L));
  }

  @Test
  void offsetsBehindTheLastRecord_areDoneWithIt() {
    // Given
    positions.own(List.of(1), NOW);
    positions.polled(1, 10);
    positions.passed(1, 13);
    Map<Integer, Long> inWork = positions.uncommitted();

    // When
    positions.done(1, NOW, 10);

    // Then
    assertThat(inWork).isEmpty();
    assertThat(positions.uncommitted()).isEqualTo(Map.of(1, 13L));
  }

  @Test
  void pollThatWaitsBehindAnother_holdsItsOffsetsBack() {
    // Given
    positions.own(List.of(1), NOW);
    positions.polled(1, 10);
    positions.passed(1, 13);
    positions.polled(1, 20);
    positions.passed(1, 21);

    // When
    positions.done(1, NOW, 10);

    // Then
    assertThat(positions.uncommitted()).isEqualTo(Map.of(1, 10L));
  }

  @Test
  void partitionWithoutRecords_isDoneAsFarAsItIsRead() {
    // Given
    positions.own(List.of(1), NOW);

    // When
    positions.passed(1, 3);

    // Then
    assertThat(positions.uncommitted()).isEqualTo(Map.of(1, 3L));
  }

  @Test
  void answerToAnEarlierOwner_keepsNoOffsetFromBeingCommitted() {
    // Given: the log was truncated between the two
    positions.own(List.of(1), NOW);
    positions.done(1, NOW, 100);
    positions.disown(List.of(1));
    positions.own(List.of(1), NOW + 2);

    // When
    positions.committed(Map.of(1, 100L));
    Map<Integer, Long> nothingDone = positions.uncommitted();
    positions.done(1, NOW + 2, 50);

    // Then
    assertThat(nothingDone).isEmpty();
    assertThat(positions.uncommitted()).isEqualTo(Map.of(1, 50L));
  }

  @Test
  void partitionThatIsHeld_commitsNothingUntilItIsOwnedAnew() {
    // Given
    positions.own(List.of(1, 2), NOW);
    positions.hold(1);
    positions.hold(3);

    // When
    positions.done(1, NOW, 10);
    positions.done(2, NOW, 20);

    // Then
    assertThat(positions.held()).isEqualTo(Set.of(1));
    assertThat(positions.uncommitted()).isEqualTo(Map.of(2, 20L));
    assertThat(positions.disown(List.of(1))).isEmpty();
    positions.own(List.of(1), NOW + 1);
    positions.done(1, NOW + 1, 10);
    assertThat(positions.held()).isEmpty();
    assertThat(positions.uncommitted()).containsEntry(1, 10L);
  }
}
