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
}
