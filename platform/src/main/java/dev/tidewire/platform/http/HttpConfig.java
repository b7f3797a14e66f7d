package dev.tidewire.platform.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What all services do over HTTP. */
@ConfigMapping(prefix = "tidewire.http")
public interface HttpConfig {
  /**
   * How long a service that was told to end still answers as usual, while its answers tell clients
   * to close their connections. From 0 to 10 minutes.
   */
  @WithDefault("3s")
  Duration farewell();

  /**
   * How many streams of HTTP/2 may be open on all connections together; more are reset with {@code
   * REFUSED_STREAM}, which clients may send again. Each takes about 2.5 KiB. At least 1.
   */
  @WithDefault("4096")
  int maxStreams();
}
