package dev.tidewire.processing.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PositionsTest {
  private static final UUID TOPIC = new UUID(0, 1);

  private final Positions positions = new Positions();

  @Test
  void commitThatFails_isLeftToDo() {
    // Given
    own(List.of(1, 2));
    done(1, 10);
    done(2, 20);

    // When: the answer of the second never comes
    positions.committed(Map.of(1, 10L));

    // Then
    assertThat(positions.uncommitted()).isEqualTo(Map.of(2, 20L));
  }

  @Test
  void positionThatGoesBack_isCommitted() {
    // Given
    own(List.of(1));
    done(1, 1_000);
    positions.committed(Map.of(1, 1_000L));

    // When: the topic was deleted and created again
    done(1, 5);

    // Then
    assertThat(positions.uncommitted()).isEqualTo(Map.of(1, 5L));
  }

  @Test
  void answerThatComesLate_hasTheLastPositionCommittedAgain() {
    // Given
    own(List.of(1));
    done(1, 10);
    done(1, 20);
    positions.committed(Map.of(1, 20L));

    // When
    positions.committed(Map.of(1, 10L));

    // Then
    assertThat(positions.uncommitted()).isEqualTo(Map.of(1, 20L));
  }

  @Test
  void answerOfAnEarlierOwnership_doesNotMoveTheOffsetBack() {
    // Given
    own(List.of(1));
    positions.disown(List.of(1));
    positions.own(List.of(1));

    // When
    positions.committed(Map.of(1, 10L));

    // Then
    assertThat(positions.uncommitted()).isEmpty();
  }

  @Test
  void partitionThatGoes_hasItsPositionCommittedAndOthersKeepTheirs() {
    // Given
    own(List.of(1, 2));
    done(1, 10);
    done(2, 20);

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
    own(List.of(1));
    long before = leg(1);
    positions.disown(List.of(1));

    // When
    positions.done(1, before, 10);
    own(List.of(1));
    positions.done(1, before, 10);

    // Then
    assertThat(positions.uncommitted()).isEmpty();
    done(1, 12);
    assertThat(positions.uncommitted()).isEqualTo(Map.of(1, 12L));
  }

  @Test
  void consumerThatGoesBackByItself_beginsALegThatIsNotPlaced() {
    // Given
    own(List.of(1));
    positions.polled(1, 0, 10);
    positions.passed(1, 10);
    long before = leg(1);

    // When: the topic was created again
    long after = positions.polled(1, 0, 3);
    positions.passed(1, 3);
    positions.done(1, before, 10);

    // Then
    assertThat(after).isEqualTo(leg(1)).isNotEqualTo(before);
    assertThat(positions.leg(1).orElseThrow().isPlaced()).isFalse();
    assertThat(positions.leg(1).orElseThrow().hasGoneBack()).isTrue();
    assertThat(positions.uncommitted()).isEmpty();
  }

  @Test
  void consumerThatGoesBackWithoutARecord_beginsALegThatIsNotPlaced() {
    // Given
    own(List.of(1));
    positions.passed(1, 10);

    // When
    positions.passed(1, 3);

    // Then
    assertThat(positions.leg(1).orElseThrow().isPlaced()).isFalse();
  }

  @Test
  void consumerThatIsSentBack_commitsWhereItGoes_andNoPollOfBefore() {
    // Given
    own(List.of(1));
    long before = leg(1);
    positions.done(1, before, 10);
    positions.committed(Map.of(1, 10L));

    // When
    place(1, 4);
    positions.done(1, before, 12);

    // Then
    assertThat(positions.uncommitted()).isEqualTo(Map.of(1, 4L));
    assertThat(positions.polled(1, 4, 7)).isEqualTo(leg(1)).isNotEqualTo(before);
    done(1, 7);
    positions.passed(1, 7);
    assertThat(positions.uncommitted()).isEqualTo(Map.of(1, 7L));
  }

  @Test
  void partitionThatIsNotPlaced_commitsNothing() {
    // Given
    positions.own(List.of(1));

    // When
    positions.polled(1, 9, 10);
    positions.passed(1, 10);
    done(1, 10);

    // Then
    assertThat(positions.uncommitted()).isEmpty();
  }

  @Test
  void offsetsBehindTheLastRecord_areDoneWithIt() {
    // Given
    own(List.of(1));
    positions.polled(1, 9, 10);
    positions.passed(1, 13);
    Map<Integer, Long> inWork = positions.uncommitted();

    // When
    done(1, 10);

    // Then
    assertThat(inWork).isEmpty();
    assertThat(positions.uncommitted()).isEqualTo(Map.of(1, 13L));
  }

  @Test
  void offsetsBehindTheWatermark_arePassedOnceItCoversAllRecords() {
    // Given
    own(List.of(1));
    positions.own(List.of(2));
    positions.polled(1, 9, 10);
    positions.passed(1, 13);
    positions.passed(2, 13);

    // When: the acknowledgement says nothing, as who has lost the partition acknowledges, too
    done(1, 10);
    List<Passed> before = positions.passed();
    Leg leg = positions.leg(1).orElseThrow();
    leg.sees(10);

    // Then
    assertThat(before).isEmpty();
    assertThat(positions.passed()).containsExactly(new Passed(1, leg, 10, 13));
    leg.sees(13);
    assertThat(positions.passed()).isEmpty();
  }

  @Test
  void partitionThatIsHeld_passesNothing() {
    // Given
    own(List.of(1));
    positions.passed(1, 3);
    assertThat(positions.passed()).hasSize(1);

    // When
    positions.hold(1);

    // Then
    assertThat(positions.passed()).isEmpty();
  }

  @Test
  void pollThatWaitsBehindAnother_holdsItsOffsetsBack() {
    // Given
    own(List.of(1));
    positions.polled(1, 9, 10);
    positions.passed(1, 13);
    positions.polled(1, 19, 20);
    positions.passed(1, 21);

    // When
    done(1, 10);

    // Then
    assertThat(positions.uncommitted()).isEqualTo(Map.of(1, 10L));
  }

  @Test
  void partitionWithoutRecords_isDoneAsFarAsItIsRead() {
    // Given
    own(List.of(1));

    // When
    positions.passed(1, 3);

    // Then
    assertThat(positions.uncommitted()).isEqualTo(Map.of(1, 3L));
  }

  @Test
  void answerToAnEarlierOwner_keepsNoOffsetFromBeingCommitted() {
    // Given: the log was truncated between the two
    own(List.of(1));
    done(1, 100);
    positions.disown(List.of(1));
    positions.own(List.of(1));

    // When
    positions.committed(Map.of(1, 100L));
    Map<Integer, Long> nothingDone = positions.uncommitted();
    place(1, 0);
    done(1, 50);

    // Then
    assertThat(nothingDone).isEmpty();
    assertThat(positions.uncommitted()).isEqualTo(Map.of(1, 50L));
  }

  @Test
  void partitionThatIsHeld_commitsNothingUntilItIsOwnedAnew() {
    // Given
    own(List.of(1, 2));
    positions.hold(1);
    positions.hold(3);

    // When
    done(1, 10);
    done(2, 20);

    // Then
    assertThat(positions.held()).isEqualTo(Set.of(1));
    assertThat(positions.uncommitted()).isEqualTo(Map.of(2, 20L));
    assertThat(positions.disown(List.of(1))).isEmpty();
    own(List.of(1));
    done(1, 10);
    assertThat(positions.held()).isEmpty();
    assertThat(positions.uncommitted()).containsEntry(1, 10L);
  }

  private void own(List<Integer> partitions) {
    positions.own(partitions);
    for (int partition : partitions) {
      place(partition, 0);
      positions.committed(Map.of(partition, 0L));
    }
  }

  private void place(int partition, long offset) {
    Leg from = positions.leg(partition).orElseThrow();
    positions.place(partition, new LegStart(from, TOPIC, offset, offset));
  }

  private long leg(int partition) {
    return positions.leg(partition).orElseThrow().number();
  }

  private void done(int partition, long next) {
    positions.done(partition, leg(partition), next);
  }
}
