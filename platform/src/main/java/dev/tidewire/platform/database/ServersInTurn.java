package dev.tidewire.platform.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The servers in turn. Each comes with its certificate authorities as their files have them at that
 * moment, so that rotated ones need no restart: the client itself reads the files only once.
 */
final class ServersInTurn implements Supplier<Future<PgConnectOptions>> {
  private final Vertx vertx;
  private final List<PgConnectOptions> servers;
  private final AtomicInteger turns = new AtomicInteger();

  ServersInTurn(Vertx vertx, List<PgConnectOptions> servers) {
    this.vertx = vertx;
    this.servers = List.copyOf(servers);
  }

  @Override
  public Future<PgConnectOptions> get() {
    PgConnectOptions server = servers.get(Math.floorMod(turns.getAndIncrement(), servers.size()));
    return server.getTrustOptions() instanceof PemTrustOptions trusted
            && !trusted.getCertPaths().isEmpty()
        ? read(trusted).map(now -> new PgConnectOptions(server).setTrustOptions(now))
        : Future.succeededFuture(server);
  }

  private Future<PemTrustOptions> read(PemTrustOptions trusted) {
    List<Future<Buffer>> files =
        trusted.getCertPaths().stream().map(vertx.fileSystem()::readFile).toList();
    return Future.all(files)
        .map(
            all -> {
              PemTrustOptions now = new PemTrustOptions();
              all.<Buffer>list().forEach(now::addCertValue);
              return now;
            });
  }
}
