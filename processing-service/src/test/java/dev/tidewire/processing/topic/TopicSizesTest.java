package dev.tidewire.processing.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.LogLines;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TopicSizesTest {
  private final UUID id = UUID.randomUUID();
  private final TopicSizes sizes = new TopicSizes();

  @Test
  void newTopicWithFewerPartitions_isToldOnce() {
    try (LogLines log = new LogLines()) {
      // Given
      sizes.see(Topics.READINGS, new TopicNow(id, Set.of(0, 1, 2)));

      // When
      TopicNow fewer = new TopicNow(UUID.randomUUID(), Set.of(0));
      sizes.see(Topics.READINGS, fewer);
      sizes.see(Topics.READINGS, fewer);

      // Then
      assertThat(log.lines())
          .singleElement()
          .asString()
          .contains(Topics.READINGS.topicName(), "1 partitions in place of 3");
    }
  }

  @Test
  void anotherTopicAndMorePartitions_areNotTold() {
    try (LogLines log = new LogLines()) {
      // Given
      sizes.see(Topics.READINGS, new TopicNow(id, Set.of(0, 1)));

      // When
      sizes.see(Topics.DEAD_LETTERS, new TopicNow(UUID.randomUUID(), Set.of(0)));
      sizes.see(Topics.READINGS, new TopicNow(id, Set.of(0, 1, 2)));
      sizes.see(Topics.READINGS, new TopicNow(UUID.randomUUID(), Set.of(0, 1, 2)));

      // Then
      assertThat(log.lines()).isEmpty();
    }
  }
}
