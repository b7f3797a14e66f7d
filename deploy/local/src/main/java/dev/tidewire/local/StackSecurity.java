package dev.tidewire.local;

import dev.tidewire.local.kafka.KafkaGrant;
import dev.tidewire.local.kafka.KafkaSecurity;
import dev.tidewire.local.machine.OwnerOnly;
import dev.tidewire.local.postgres.DatabaseUser;
import dev.tidewire.local.postgres.PostgresSecurity;
import dev.tidewire.local.postgres.PostgresServer;
import dev.tidewire.local.tls.CertificateAuthority;
import dev.tidewire.local.tls.Identity;
import dev.tidewire.local.tls.Leaf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The certificates, passwords and key of a secure stack, kept between runs. */
public final class StackSecurity {
  private final Path secrets;
  private final CertificateAuthority authority;
  private final ApiKey key;

  private StackSecurity(Path secrets, CertificateAuthority authority, ApiKey key) {
    this.secrets = secrets;
    this.authority = authority;
    this.key = key;
  }

  /** Makes what is missing. */
  public static StackSecurity in(Path tls, Path secrets) throws IOException {
    return new StackSecurity(
        secrets, CertificateAuthority.in(tls), ApiKey.in(secrets.resolve("keys.json")));
  }

  /** The authority of all certificates, in PEM. */
  public Path authority() {
    return authority.certificate();
  }

  /** The key for callers. */
  ApiKey key() {
    return key;
  }

  /** The broker's part. */
  public KafkaSecurity kafka() throws IOException {
    Map<String, String> users = new HashMap<>();
    for (String user : new String[] {KafkaGrant.INGEST, KafkaGrant.PROCESSING, KafkaGrant.QUERY}) {
      users.put(user, secret("kafka-" + user));
    }
    return new KafkaSecurity(
        authority(), authority.issue(Leaf.local("kafka")), secret("kafka-admin"), users);
  }

  /** The database's part. */
  public PostgresSecurity postgres() throws IOException {
    Map<String, String> passwords = new HashMap<>();
    passwords.put(PostgresServer.USER, password(PostgresServer.USER));
    for (DatabaseUser user : DatabaseUser.values()) {
      passwords.put(user.login(), password(user.login()));
    }
    return new PostgresSecurity(authority.issue(Leaf.local("postgres")), passwords);
  }

  /**
   * A service's part.
   *
   * @param service ingest, processing or query
   */
  ServiceSecurity service(String service, String databaseUrl) throws IOException {
    String user = "tidewire-" + service;
    Map<String, String> properties = new HashMap<>();
    properties.putAll(http(authority.issue(Leaf.local(service))));
    properties.putAll(broker());
    Map<String, String> secrets = new HashMap<>();
    secrets.put(
        "KAFKA_SASL_JAAS_CONFIG",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, secret("kafka-" + user)));
    switch (service) {
      case "processing" -> {
        properties.putAll(databaseAs(DatabaseUser.WRITER));
        properties.put("quarkus.datasource.jdbc.url", jdbc(databaseUrl));
        properties.put("quarkus.flyway.username", DatabaseUser.MIGRATOR.login());
        secrets.put("QUARKUS_FLYWAY_PASSWORD", password(DatabaseUser.MIGRATOR.login()));
        secrets.put("QUARKUS_DATASOURCE_PASSWORD", password(DatabaseUser.WRITER.login()));
      }
      case "query" -> {
        properties.putAll(databaseAs(DatabaseUser.READER));
        secrets.put("QUARKUS_DATASOURCE_PASSWORD", password(DatabaseUser.READER.login()));
      }
      default -> {}
    }
    return new ServiceSecurity(properties, secrets);
  }

  private Map<String, String> http(Identity identity) {
    return Map.of(
        "tidewire.security.mode", "api-keys",
        "tidewire.security.api-keys.file", key.file().toString(),
        "quarkus.http.insecure-requests", "disabled",
        "quarkus.http.tls-configuration-name", "http",
        "quarkus.tls.http.key-store.pem.0.cert", identity.certificate().toString(),
        "quarkus.tls.http.key-store.pem.0.key", identity.key().toString(),
        "quarkus.tls.http.protocols", "TLSv1.3,TLSv1.2");
  }

  private Map<String, String> broker() {
    return Map.of(
        "kafka.security.protocol", "SASL_SSL",
        "kafka.sasl.mechanism", "SCRAM-SHA-512",
        "kafka.ssl.truststore.type", "PEM",
        "kafka.ssl.truststore.location", authority().toString());
  }

  private String jdbc(String url) {
    return "jdbc:%s?sslmode=verify-full&sslrootcert=%s".formatted(url, authority());
  }

  private Map<String, String> databaseAs(DatabaseUser user) {
    return Map.of(
        "quarkus.datasource.username",
        user.login(),
        "quarkus.datasource.reactive.postgresql.ssl-mode",
        "verify-full",
        "quarkus.datasource.reactive.hostname-verification-algorithm",
        "HTTPS",
        "quarkus.datasource.reactive.trust-certificate-pem",
        "true",
        "quarkus.datasource.reactive.trust-certificate-pem.certs",
        authority().toString());
  }

  private String password(String databaseUser) throws IOException {
    return secret("postgres-" + databaseUser);
  }

  private String secret(String name) throws IOException {
    return OwnerOnly.secret(secrets.resolve(name));
  }
}
