package dev.tidewire.processing.topic;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.store.Outage;
import java.util.Optional;

/** Since when the broker does not tell about a topic, if it does not. */
public interface TopicOutages {
  /** The current outage of questions about the topic. */
  Optional<Outage> outage(Topics topic);
}
