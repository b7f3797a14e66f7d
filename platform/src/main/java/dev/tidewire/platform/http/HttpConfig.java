package dev.tidewire.platform.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

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

  /**
   * How many connections a client may have open; more are closed at once. A client is an address,
   * or the first 64 bits of one of IPv6. At least 1. Half of {@code
   * quarkus.http.limits.max-connections} unless it is set; behind a proxy, whose connections come
   * from few addresses, set it to as many as that.
   */
  OptionalInt maxConnectionsPerClient();

  /**
   * How long the head of a request may take to arrive, from its first byte, and a new connection to
   * send that; after it the answer is 408. From 1 s to 1 h.
   */
  @WithDefault("10s")
  Duration headTimeout();
}
