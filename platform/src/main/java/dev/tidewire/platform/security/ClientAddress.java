package dev.tidewire.platform.security;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.nio.ByteBuffer;

/** Where a request comes from, as records have it. */
public final class ClientAddress {
  /** Longer than any address; a proxy may forward anything. */
  private static final int MAX_CHARACTERS = 64;

  /** Multicast, so that it is the beginning of no sender's address. */
  private static final long IPV4 = -1L << 32;

  private static final int MAPPED_AT = 12;
  private static final long MAPPED = 0xFFFFL;

  private ClientAddress() {}

  /** The address, or what a proxy that is trusted says that it is. */
  public static String of(HttpServerRequest request) {
    SocketAddress remote = request.remoteAddress();
    String address = remote == null ? null : remote.hostAddress();
    if (address == null) {
      address = remote == null ? "unknown" : String.valueOf(remote.host());
    }
    return address.length() <= MAX_CHARACTERS ? address : address.substring(0, MAX_CHARACTERS);
  }

  /**
   * The address of IPv4, or the network of IPv6 that a customer of a provider gets; what a proxy
   * forwards otherwise stands for itself.
   */
  public static String networkOf(HttpServerRequest request) {
    return networkName(of(request));
  }

  static String networkName(String address) {
    long network = network(address);
    if (NetUtil.createByteArrayFromIpAddressString(address) == null) {
      return address;
    }
    return network >> 32 == IPV4 >> 32
        ? NetUtil.intToIpAddress((int) network)
        : "%x:%x:%x:%x::/64"
            .formatted(
                network >>> 48, network >>> 32 & 0xFFFF, network >>> 16 & 0xFFFF, network & 0xFFFF);
  }

  /**
   * The first 64 bits of an address of IPv6, or a number for one of IPv4, also where it is written
   * as one of IPv6; and some number for what is no address.
   */
  static long network(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null) {
      return address.hashCode();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (bytes.length == Integer.BYTES) {
      return ofIpv4(in.getInt());
    }
    long first = in.getLong();
    boolean isMapped = first == 0 && in.getInt() == MAPPED;
    return isMapped ? ofIpv4(in.getInt(MAPPED_AT)) : first;
  }

  private static long ofIpv4(int address) {
    return IPV4 | address & 0xFFFF_FFFFL;
  }
}
