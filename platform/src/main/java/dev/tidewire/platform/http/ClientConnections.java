package dev.tidewire.platform.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Bounds the open connections of one client, so that it leaves room to the others. A client is an
 * address, or all addresses of IPv6 that begin with the same 64 bits, of which one host has its
 * choice. Thread-safe.
 */
final class ClientConnections {
  private final int most;
  private final Counter refused;
  private final ConcurrentMap<Object, Integer> open = new ConcurrentHashMap<>();

  ClientConnections(int most, MeterRegistry registry) {
    this.most = most;
    this.refused =
        Counter.builder("tidewire.http.connections.refused")
            .description("Connections that were closed because their client had too many")
            .register(registry);
  }

  /** Counts a connection until it is closed, unless its client has too many. */
  boolean admit(Channel connection) {
    if (!(connection.remoteAddress() instanceof InetSocketAddress peer)) {
      return true;
    }
    Object client = client(peer.getAddress());
    if (open.merge(client, 1, Integer::sum) > most) {
      closed(client);
      refused.increment();
      return false;
    }
    connection.closeFuture().addListener(end -> closed(client));
    return true;
  }

  int count() {
    return open.values().stream().mapToInt(Integer::intValue).sum();
  }

  private void closed(Object client) {
    open.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
  }

  private static Object client(InetAddress address) {
    return address instanceof Inet6Address
        ? (Object) ByteBuffer.wrap(address.getAddress()).getLong()
        : address;
  }
}
