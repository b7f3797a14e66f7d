package dev.tidewire.local.postgres;

import dev.tidewire.local.machine.OwnerOnly;
import dev.tidewire.local.process.ChildProcess;
import dev.tidewire.local.process.ProcessSpec;
import dev.tidewire.local.process.Server;
import dev.tidewire.local.process.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Postgres on 127.0.0.1, with an empty database {@code tidewire}; without passwords, or secure.
 */
public final class PostgresServer implements Server {
  /** The database that is created on first use. */
  public static final String DATABASE = "tidewire";

  /** The superuser. */
  public static final String USER = "postgres";

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private final Path data;
  private final Path log;
  private final int port;
  private final @Nullable PostgresSecurity security;

  /**
   * A server without passwords.
   *
   * @param data the folder of the database cluster; created if necessary
   * @param log the file for the server's output
   */
  public PostgresServer(Path data, Path log, int port) {
    this(data, log, port, null);
  }

  /**
   * A server.
   *
   * @param data the folder of the database cluster; created if necessary
   * @param log the file for the server's output
   * @param security null for one without passwords
   */
  public PostgresServer(Path data, Path log, int port, @Nullable PostgresSecurity security) {
    this.data = data.toAbsolutePath();
    this.log = log;
    this.port = port;
    this.security = security;
  }

  @Override
  public String name() {
    return "Postgres";
  }

  @Override
  public ProcessSpec prepare() throws IOException {
    PostgresUser user = PostgresUser.choose();
    Path programs = PostgresArchive.unpackedIn(PostgresArchive.cache()).resolve("bin");
    if (!Files.isDirectory(data)) {
      new ClusterSetup(programs, user, log).create(data);
    }
    Map<String, String> settings = PostgresSettings.of(port);
    if (security != null) {
      settings.putAll(secure(security, user, new ClusterSetup(programs, user, log)));
    }
    List<String> command = new ArrayList<>();
    command.add(programs.resolve("postgres").toString());
    command.addAll(List.of("-D", data.toString()));
    settings.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
    return new ProcessSpec(
        name(), user.command(command), Map.of(), log, StopSignal.INT, STOP_TIMEOUT);
  }

  /** Gives the server its certificate, rules and passwords, and returns the settings for them. */
  private Map<String, String> secure(
      PostgresSecurity wanted, PostgresUser user, ClusterSetup cluster) throws IOException {
    Path certificate = data.resolve("server.crt");
    Path key = data.resolve("server.key");
    Path rules = data.resolve("secure_hba.conf");
    OwnerOnly.write(certificate, Files.readString(wanted.identity().certificate()));
    OwnerOnly.write(key, Files.readString(wanted.identity().key()));
    OwnerOnly.write(rules, PostgresSecurity.RULES);
    for (Path file : List.of(certificate, key, rules)) {
      user.own(file);
    }
    cluster.execute(data, wanted.statements());
    return Map.of(
        "ssl", "on",
        "ssl_cert_file", certificate.toString(),
        "ssl_key_file", key.toString(),
        "hba_file", rules.toString());
  }

  /** Reads what Postgres itself says of its state, as {@code pg_ctl} does. */
  @Override
  public boolean isReady(ChildProcess process) throws IOException {
    Path state = data.resolve("postmaster.pid");
    if (!Files.isReadable(state)) {
      return false;
    }
    List<String> lines = Files.readAllLines(state);
    return lines.size() >= 8
        && lines.get(0).strip().equals(Long.toString(process.pid()))
        && lines.get(7).strip().equals("ready");
  }
}
