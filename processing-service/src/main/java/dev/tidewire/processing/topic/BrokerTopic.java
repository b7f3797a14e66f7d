package dev.tidewire.processing.topic;

import dev.tidewire.contract.Topics;
import dev.tidewire.processing.store.Outage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The readings topic of the broker. */
@ApplicationScoped
class BrokerTopic implements ReadingsTopic {
  private final Broker broker;

  BrokerTopic(Broker broker) {
    this.broker = broker;
  }

  @Override
  public Uni<UUID> id() {
    return broker.id(Topics.READINGS);
  }

  @Override
  public Uni<Map<Integer, Bounds>> bounds(Set<Integer> partitions) {
    return broker.bounds(Topics.READINGS, partitions);
  }

  @Override
  public Optional<Outage> outage() {
    return broker.outage(Topics.READINGS);
  }
}
