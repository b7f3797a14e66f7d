package dev.tidewire.local.kafka;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The settings of a single broker on one machine. */
final class BrokerProperties {
  private BrokerProperties() {}

  static String text(
      int port,
      int controllerPort,
      @Nullable ProxiedListener proxied,
      @Nullable KafkaSecurity security,
      Path logFolder) {
    String name = security == null ? "PLAINTEXT" : "SASL_SSL";
    String controller = security == null ? "PLAINTEXT" : "SSL";
    String more = proxied == null ? "" : ",PROXIED://127.0.0.1:" + proxied.port();
    String moreAdvertised =
        proxied == null ? "" : ",PROXIED://127.0.0.1:" + proxied.advertisedPort();
    return """
        process.roles=broker,controller
        node.id=1
        listeners=%6$s://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d%4$s
        advertised.listeners=%6$s://127.0.0.1:%1$d%5$s
        listener.security.protocol.map=%6$s:%6$s,PROXIED:PLAINTEXT,CONTROLLER:%7$s
        controller.listener.names=CONTROLLER
        controller.quorum.voters=1@127.0.0.1:%2$d
        log.dirs=%3$s

        # We create the topics, with the settings of the contract.
        auto.create.topics.enable=false
        default.replication.factor=1
        min.insync.replicas=1
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        share.coordinator.state.topic.num.partitions=4

        # A consumer starts immediately and does not wait for others to join its group.
        group.initial.rebalance.delay.ms=0
        # A killed broker can return only when its old session has expired, by default after 9 s.
        broker.session.timeout.ms=4000
        broker.heartbeat.interval.ms=1000
        num.network.threads=2
        num.io.threads=4
        num.recovery.threads.per.data.dir=2
        log.cleaner.dedupe.buffer.size=4194304
        """
            .formatted(
                port,
                controllerPort,
                logFolder.toAbsolutePath().toString().replace("\\", "\\\\"),
                more,
                moreAdvertised,
                name,
                controller)
        + (security == null ? "" : security.settings());
  }
}
