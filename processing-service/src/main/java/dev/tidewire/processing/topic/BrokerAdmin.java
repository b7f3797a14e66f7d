package dev.tidewire.processing.topic;

import dev.tidewire.processing.ClientDefaults;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The admin client for questions about topics and groups. A question fails after five seconds. */
@ApplicationScoped
public class BrokerAdmin {
  private static final int TIMEOUT_MS = 5_000;

  private final Admin admin;

  BrokerAdmin(ClientDefaults defaults) {
    admin =
        Admin.create(
            defaults.with(
                Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG,
                    "tidewire-processing-admin",
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    TIMEOUT_MS,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    TIMEOUT_MS)));
  }

  /** The client, shared by all who ask. */
  public Admin admin() {
    return admin;
  }

  @PreDestroy
  void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
