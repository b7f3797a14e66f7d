package dev.tidewire.processing.topic;

import dev.tidewire.contract.Topics;
import java.util.EnumMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Tells when a topic was created again with fewer partitions than this process has seen of it. */
final class TopicSizes {
  private static final Logger LOG = Logger.getLogger(TopicSizes.class);

  private final Map<Topics, TopicNow> seen = new EnumMap<>(Topics.class);

  /** The broker has told this. */
  synchronized void see(Topics topic, TopicNow now) {
    TopicNow before = seen.put(topic, now);
    if (before != null
        && !before.id().equals(now.id())
        && now.partitions().size() < before.partitions().size()) {
      LOG.warnf(
          "%s was created again, with %d partitions in place of %d. What was stored of the others"
              + " stays; up to where they were read does not matter any more",
          topic.topicName(), now.partitions().size(), before.partitions().size());
    }
  }
}
