package dev.tidewire.e2e.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tidewire.e2e.stack.Loop;
import dev.tidewire.e2e.stack.Service;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Connections from one address that send a byte a second: one half of them heads that never end,
 * the other half bodies. One that is closed is opened again.
 */
final class SlowClients implements AutoCloseable {
  /** Another one than that of the good clients. */
  private static final String ADDRESS = "127.0.0.2";

  private final List<SlowClient> clients;
  private final Loop drip;

  private SlowClients(Service service, int count) {
    clients = IntStream.range(0, count).mapToObj(i -> new SlowClient(service, i % 2 == 0)).toList();
    clients.forEach(SlowClient::drip);
    drip = Loop.start(Duration.ofSeconds(1), List.of(() -> clients.forEach(SlowClient::drip)));
  }

  /** Returns when each has tried to connect. */
  static SlowClients start(Service service, int count) {
    return new SlowClients(service, count);
  }

  @Override
  public void close() {
    drip.close();
    clients.forEach(SlowClient::close);
  }

  private static final class SlowClient {
    private static final ByteBuffer HEAD = bytes("GET / HTTP/1.1\r\nHost: slow\r\nA: ");
    private static final ByteBuffer BODY =
        bytes(
            "POST /v1/readings HTTP/1.1\r\nHost: slow\r\nContent-Type: application/json\r\n"
                + "Content-Length: 9999\r\n\r\n");

    private final Service service;
    private final ByteBuffer begin;
    private @Nullable SocketChannel connection;

    SlowClient(Service service, boolean isOfHeads) {
      this.service = service;
      this.begin = isOfHeads ? HEAD : BODY;
    }

    void drip() {
      try {
        SocketChannel open = connection == null ? connect() : connection;
        open.write(bytes(" "));
        if (open.read(ByteBuffer.allocate(1_000)) < 0) {
          close();
        }
      } catch (IOException refused) {
        close();
      }
    }

    private SocketChannel connect() throws IOException {
      SocketChannel open = SocketChannel.open();
      connection = open;
      open.bind(new InetSocketAddress(ADDRESS, 0));
      open.connect(new InetSocketAddress("127.0.0.1", service.http().port()));
      open.configureBlocking(false);
      open.write(begin.duplicate());
      return open;
    }

    void close() {
      try {
        if (connection != null) {
          connection.close();
          connection = null;
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    private static ByteBuffer bytes(String text) {
      return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }
  }
}
