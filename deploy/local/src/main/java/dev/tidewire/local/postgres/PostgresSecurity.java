package dev.tidewire.local.postgres;

import dev.tidewire.local.tls.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * TLS and passwords of a Postgres: it lets in who comes over TLS and knows a password.
 *
 * @param identity the server's certificate
 * @param passwords of the users that there are
 */
public record PostgresSecurity(Identity identity, Map<String, String> passwords) {
  /** Who may connect from where, and how. */
  static final String RULES =
      """
      hostssl   all all 127.0.0.1/32 scram-sha-256
      hostnossl all all 0.0.0.0/0    reject
      """;

  /** Where every user of a new server may connect and make temporary tables. */
  private static final String OTHER_DATABASES =
      "REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1 FROM PUBLIC\n";

  public PostgresSecurity {
    passwords = Map.copyOf(passwords);
  }

  @Override
  public String toString() {
    return "PostgresSecurity[" + identity + ", users " + passwords.keySet() + "]";
  }

  /**
   * Makes the roles, hands them the tables of a database that has run without, makes the users of
   * the services in them, and leaves these no other database; one statement a line.
   */
  String statements() throws IOException {
    StringBuilder sql =
        new StringBuilder(OTHER_DATABASES)
            .append(script("/db/roles.sql"))
            .append('\n')
            .append(script("/db/migration/afterMigrate.sql"))
            .append('\n');
    for (DatabaseUser user : DatabaseUser.values()) {
      sql.append(
          "DO $$ BEGIN IF to_regrole('%1$s') IS NULL THEN CREATE ROLE %1$s LOGIN IN ROLE %2$s; END IF; END $$\n"
              .formatted(user.login(), user.role()));
    }
    sql.append(
        "ALTER ROLE %s SET default_transaction_read_only = on\n"
            .formatted(DatabaseUser.READER.login()));
    passwords.forEach(
        (user, password) -> sql.append("ALTER ROLE %s PASSWORD '%s'\n".formatted(user, password)));
    return sql.toString();
  }

  /** A script of the contract in one line, without its comments. */
  private static String script(String path) throws IOException {
    try (InputStream script =
        Objects.requireNonNull(PostgresSecurity.class.getResourceAsStream(path), path)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.strip().startsWith("--"))
          .collect(Collectors.joining(" "));
    }
  }
}
