package dev.tidewire.local;

import dev.tidewire.local.fault.FaultProxy;
import dev.tidewire.local.kafka.ProxiedListener;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker and a real Postgres for tests, one of each per JVM. Each starts on first use
 * and stops when the JVM ends. They are child processes, or containers with {@code
 * -Dtidewire.stack=containers}.
 */
public final class TestStack {
  private static @Nullable TestStack shared;

  private final TestServer kafka;
  private final TestServer postgres;
  private final @Nullable Proxies proxies;

  private TestStack(TestServer kafka, TestServer postgres, @Nullable Proxies proxies) {
    this.kafka = kafka;
    this.postgres = postgres;
    this.proxies = proxies;
  }

  /** The stack that all tests of this JVM share. */
  public static synchronized TestStack shared() {
    if (shared == null) {
      shared = create();
    }
    return shared;
  }

  private static TestStack create() {
    String kind = System.getProperty("tidewire.stack", "processes");
    return switch (kind) {
      case "processes" -> {
        StackFolder folder = StackFolder.create();
        ProxiedListener listener = folder.proxiedListener();
        TestServer postgres = folder.postgres();
        TestStack stack =
            new TestStack(folder.kafka(listener), postgres, new Proxies(listener, postgres.port()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stack.end(folder), "test-stack-end"));
        yield stack;
      }
      // Testcontainers itself removes the containers when the JVM is gone.
      case "containers" -> new TestStack(new KafkaInContainer(), new PostgresInContainer(), null);
      default ->
          throw new IllegalArgumentException(
              "tidewire.stack is `" + kind + "`; it can be `processes` or `containers`");
    };
  }

  /** The broker's address; starts it with the topics of the contract. */
  public String kafkaBootstrapServers() {
    kafka.start();
    return kafka.host() + ":" + kafka.port();
  }

  /** The database; starts it, empty at first. */
  public Postgres postgres() {
    postgres.start();
    return new Postgres(postgres.host(), postgres.port(), "tidewire", "postgres", "postgres");
  }

  /**
   * Whether the network between clients and servers can fail: not when the servers are containers.
   */
  public boolean hasProxies() {
    return proxies != null;
  }

  /** The broker's address for clients that the faults reach, see {@link #kafkaProxy}. */
  public String proxiedKafkaBootstrapServers() {
    kafka.start();
    return "127.0.0.1:" + kafkaProxy().port();
  }

  /** The database for clients that the faults reach, see {@link #postgresProxy}. */
  public Postgres proxiedPostgres() {
    postgres.start();
    return new Postgres("127.0.0.1", postgresProxy().port(), "tidewire", "postgres", "postgres");
  }

  /** The network between the broker and those who use its proxied address. */
  public FaultProxy kafkaProxy() {
    return proxies().kafka();
  }

  /** The network between the database and those who use its proxied address. */
  public FaultProxy postgresProxy() {
    return proxies().postgres();
  }

  private Proxies proxies() {
    if (proxies == null) {
      throw new IllegalStateException("there is no proxy in front of servers in containers");
    }
    return proxies;
  }

  /** Brings the database to the schema of the contract. */
  public void migrate() {
    Postgres database = postgres();
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.username(), database.password())
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }

  /** Stops Postgres as an administrator would; open connections are cut. */
  public void stopPostgres() {
    postgres.stop();
  }

  /** Starts Postgres again with the same port and data, and returns when it is ready. */
  public void startPostgres() {
    postgres.start();
  }

  /** Kills the main process of Postgres with SIGKILL. */
  public void killPostgres() {
    postgres.kill();
  }

  /** Stops the broker as an administrator would. */
  public void stopKafka() {
    kafka.stop();
  }

  /** Starts the broker again with the same port and data, and returns when it is ready. */
  public void startKafka() {
    kafka.start();
  }

  /** Kills the broker with SIGKILL. */
  public void killKafka() {
    kafka.kill();
  }

  /** Freezes the broker; it still accepts connections, but answers nothing. */
  public void freezeKafka() {
    kafka.freeze();
  }

  /** Resumes the frozen broker. */
  public void thawKafka() {
    kafka.thaw();
  }

  /** Freezes all processes of Postgres; it still accepts connections, but answers nothing. */
  public void freezePostgres() {
    postgres.freeze();
  }

  /** Resumes the frozen Postgres. */
  public void thawPostgres() {
    postgres.thaw();
  }

  private void end(StackFolder folder) {
    kafka.stop();
    postgres.stop();
    if (proxies != null) {
      proxies.close();
    }
    folder.delete();
  }
}
