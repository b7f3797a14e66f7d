package dev.tidewire.processing.topic;

import static java.util.stream.Collectors.toSet;

import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;

/**
 * A topic as the broker describes it.
 *
 * @param id of the topic; one that is deleted and created again has another
 * @param partitions that exist
 */
record TopicNow(UUID id, Set<Integer> partitions) {
  static TopicNow of(TopicDescription topic) {
    Uuid id = topic.topicId();
    return new TopicNow(
        new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()),
        topic.partitions().stream().map(TopicPartitionInfo::partition).collect(toSet()));
  }
}
