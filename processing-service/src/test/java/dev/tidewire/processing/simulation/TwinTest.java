package dev.tidewire.processing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.processing.simulation.Topic.Cell;
import dev.tidewire.processing.simulation.Topic.Sent;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the twin leaves open of records that have left the topic, and what it does not. */
class TwinTest {
  private static final Cell CELL = new Cell(new SeriesKey("sensor", "value"), 1);
  private static final double OLD = 1;
  private static final double NEW = 2;

  private final long[] watermarks = new long[Topic.PARTITIONS];
  private final Twin twin =
      new Twin(new Topic(new SplittableRandom(1)), index -> watermarks[index]);

  @Test
  void recordThatLeftATopicBeforeItWasDeleted_mayComeAfterOnesOfANewTopic() {
    // Given
    send(0, OLD).take();
    twin.deletedBefore(0, 1);

    // When
    deleteTopic();
    store(0, NEW);

    // Then
    assertThat(mayBeRead(OLD)).isTrue();
    assertThat(mayBeRead(NEW)).isTrue();
  }

  @Test
  void recordThatADeletedTopicStillHad_mayComeAfterOnesOfANewTopic() {
    // Given
    send(0, OLD).take();

    // When
    deleteTopic();
    store(0, NEW);

    // Then
    assertThat(mayBeRead(OLD)).isTrue();
    assertThat(mayBeRead(NEW)).isTrue();
  }

  @Test
  void recordThatTheWatermarkOfADeletedTopicIsBeyond_doesNotComeAnyMore() {
    // Given
    send(0, OLD).take();
    twin.deletedBefore(0, 1);
    watermarks[0] = 1;

    // When
    deleteTopic();
    store(0, NEW);

    // Then
    assertThat(mayBeRead(OLD)).isFalse();
    assertThat(mayBeRead(NEW)).isTrue();
  }

  @Test
  void recordThatNobodyTook_neverComes() {
    // Given
    Entry unread = send(0, OLD);
    twin.deletedBefore(0, 1);

    // When
    deleteTopic();
    store(0, NEW);
    unread.take();

    // Then
    assertThat(mayBeRead(OLD)).isFalse();
  }

  @Test
  void recordThatLeftATopic_comesBeforeLaterOnesOfTheSame() {
    // Given
    send(0, OLD).take();
    twin.deletedBefore(0, 1);

    // When
    store(1, NEW);

    // Then
    assertThat(mayBeRead(OLD)).isFalse();
    assertThat(mayBeRead(NEW)).isTrue();
  }

  @Test
  void whatTheDatabaseHasLostOfADeletedTopic_excusesNoRecordOfANewOne() {
    // Given
    twin.failedOver(0, 0, 5);

    // When
    deleteTopic();
    Entry acknowledged = send(0, NEW);

    // Then
    assertThat(twin.accountsFor(acknowledged)).isFalse();
  }

  private Entry send(long offset, double value) {
    Sent sent = new Sent(CELL.series(), CELL.timeMicros(), value);
    Entry entry = new Entry(0, offset, 0, new byte[0], List.of(sent));
    twin.sent(entry);
    return entry;
  }

  private void store(long offset, double value) {
    send(offset, value).take();
    watermarks[0] = offset + 1;
  }

  private void deleteTopic() {
    twin.madeAnew();
    watermarks[0] = -1;
  }

  private boolean mayBeRead(double value) {
    return twin.differs(Map.of(CELL, value)).isEmpty();
  }
}
