package dev.tidewire.processing.group;

import dev.tidewire.platform.broker.BrokerNames;
import io.smallrye.reactive.messaging.providers.extension.MediatorManager;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Starts the consumers as soon as the brokers' name is known. The connector itself would end the
 * process.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class ConsumerStart extends MediatorManager {
  private final String servers;

  @Inject
  ConsumerStart(@ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
    this.servers = servers;
  }

  @Override
  public void start() {
    BrokerNames.whenKnown(servers, super::start);
  }
}
