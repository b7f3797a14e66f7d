package dev.tidewire.platform.http;

import java.net.URI;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where a {@code @QuarkusTest}'s service answers operators. */
public final class Management {
  private Management() {}

  /** A path on its management port. */
  public static URI uri(String path) {
    int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
    return URI.create("http://localhost:" + port + path);
  }
}
