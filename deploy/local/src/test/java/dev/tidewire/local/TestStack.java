package dev.tidewire.local;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker and a real Postgres for tests, one of each for the JVM, started when first
 * asked for and gone when the JVM ends. Child processes, or with {@code
 * -Dtidewire.stack=containers} containers.
 */
public final class TestStack {
  private static @Nullable TestStack shared;

  private final TestServer kafka;
  private final TestServer postgres;

  private TestStack(TestServer kafka, TestServer postgres) {
    this.kafka = kafka;
    this.postgres = postgres;
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
        TestStack stack = new TestStack(folder.kafka(), folder.postgres());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stack.end(folder), "test-stack-end"));
        yield stack;
      }
      // Testcontainers itself removes the containers when the JVM is gone.
      case "containers" -> new TestStack(new KafkaInContainer(), new PostgresInContainer());
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

  private void end(StackFolder folder) {
    kafka.stop();
    postgres.stop();
    folder.delete();
  }
}
