package dev.tidewire.local;

import dev.tidewire.local.machine.FileTrees;
import dev.tidewire.local.tls.CertificateAuthority;
import dev.tidewire.local.tls.Identity;
import dev.tidewire.local.tls.Leaf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A database of a {@link TestStack} that until this is closed lets in the {@link DatabaseUsers}
 * with their passwords and over TLS alone. The superuser comes in without both, to prepare and to
 * look. Not for servers in containers.
 */
public final class SecurePostgres implements AutoCloseable {
  private static final String WHO =
      """
      hostssl   all %1$s all scram-sha-256
      hostnossl all %1$s all reject
      """
          .formatted(
              String.join(",", DatabaseUsers.MIGRATOR, DatabaseUsers.WRITER, DatabaseUsers.READER));

  private final Postgres database;
  private final Path folder;
  private final Path rules;
  private final String formerRules;

  private SecurePostgres(Postgres database) throws IOException, SQLException {
    this.database = database;
    folder = Files.createTempDirectory("tidewire-secure-");
    rules = data().resolve("pg_hba.conf");
    formerRules = Files.readString(rules);
  }

  /** With a certificate for this machine of the authority {@code ca}, who is trusted. */
  public static SecurePostgres of(Postgres database) {
    try {
      SecurePostgres secure = new SecurePostgres(database);
      Files.writeString(secure.rules, WHO + secure.formerRules);
      secure.execute("ALTER SYSTEM SET ssl = on");
      secure.present("ca", Leaf.local("postgres"));
      secure.trust("ca");
      return secure;
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("the database could not be secured", e);
    }
  }

  /** The settings of a service that comes in over TLS and sees who it talks to. */
  public Map<String, String> settings() {
    String reactive = "quarkus.datasource.reactive.";
    return Map.of(
        reactive + "postgresql.ssl-mode", "verify-full",
        reactive + "hostname-verification-algorithm", "HTTPS",
        reactive + "trust-certificate-pem", "true",
        reactive + "trust-certificate-pem.certs", trusted().toString());
  }

  /** The file with the authority that clients trust. */
  public Path trusted() {
    return folder.resolve("trusted.crt");
  }

  /** Lets clients trust another authority from now on. */
  public void trust(String authority) throws IOException {
    Path next = folder.resolve("trusted.next");
    Files.copy(authority(authority).certificate(), next, StandardCopyOption.REPLACE_EXISTING);
    Files.move(next, trusted(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Shows new connections a certificate that this authority has signed. */
  public void present(String authority, Leaf leaf) throws IOException, SQLException {
    Identity identity = authority(authority).issue(leaf);
    Path data = data();
    Files.copy(
        identity.certificate(), data.resolve("server.crt"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(identity.key(), data.resolve("server.key"), StandardCopyOption.REPLACE_EXISTING);
    reload();
  }

  /** Whether it offers TLS to new connections. */
  public void offerTls(boolean offered) throws SQLException {
    execute("ALTER SYSTEM SET ssl = " + offered);
    reload();
  }

  private void reload() throws SQLException {
    String before = strings("SELECT pg_conf_load_time()").get(0);
    execute("SELECT pg_reload_conf()");
    // A new session has what the server has.
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !strings("SELECT pg_conf_load_time()").get(0).equals(before));
  }

  /** Ends the sessions of a user, who has to connect again. */
  public void disconnect(String user) throws SQLException {
    strings(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '%s'"
            .formatted(user));
  }

  /** As the superuser. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of each row. */
  public List<String> strings(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> strings = new ArrayList<>();
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
      return strings;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.username(), database.password());
  }

  private Path data() throws SQLException {
    return Path.of(strings("SHOW data_directory").get(0));
  }

  private CertificateAuthority authority(String name) throws IOException {
    return CertificateAuthority.in(folder.resolve(name));
  }

  @Override
  public void close() {
    try {
      Files.writeString(rules, formerRules);
      execute("ALTER SYSTEM RESET ssl");
      reload();
      FileTrees.delete(folder);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("the database could not be made as it was", e);
    }
  }
}
