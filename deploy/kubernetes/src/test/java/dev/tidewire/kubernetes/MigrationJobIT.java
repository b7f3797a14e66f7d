package dev.tidewire.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import dev.tidewire.local.machine.Java;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The migration Job's command and variables, on the packaged service and a real database. */
class MigrationJobIT {
  private static final Path JAR =
      Path.of(System.getProperty("tidewire.root"))
          .resolve("processing-service/target/quarkus-app/quarkus-run.jar");

  private static final Path LOG = Path.of("target", "migration-job.log");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Postgres database = TestStack.shared().postgres();

  @Test
  void job_migratesAndEnds_asOftenAsItRuns() throws Exception {
    // When
    int first = run(database.jdbcUrl());
    int second = run(database.jdbcUrl());

    // Then
    assertThat(List.of(first, second)).containsOnly(0);
    try (var connection =
        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password())) {
      String allOfThem = "SELECT 1 FROM series, reading, dead_letter, watermark LIMIT 0";
      assertThat(connection.createStatement().execute(allOfThem)).isTrue();
    }
  }

  @Test
  void job_failsWithoutADatabase_soThatItIsTriedAgain() throws Exception {
    // When
    int code = run("jdbc:postgresql://127.0.0.1:1/tidewire");

    // Then
    assertThat(code).isNotZero();
  }

  @Test
  void job_waitsForADatabase_forTheHourOfTheReadme() throws Exception {
    // Given
    TestStack.shared().stopPostgres();
    Process job = start(database.jdbcUrl(), Map.of());
    try {
      await().atMost(PATIENCE).until(() -> Files.readString(LOG).contains("Retrying in 1 sec"));
    } finally {

      // When
      TestStack.shared().startPostgres();
    }

    // Then
    assertThat(exitCode(job)).isZero();
    assertThat(Readme.text()).contains("the migration waits an hour for a database");
    assertThat(environment()).containsEntry("QUARKUS_FLYWAY_CONNECT_RETRIES", "3600");
  }

  private int run(String jdbcUrl) throws IOException, InterruptedException {
    return exitCode(start(jdbcUrl, Map.of("QUARKUS_FLYWAY_CONNECT_RETRIES", "0")));
  }

  private Process start(String jdbcUrl, Map<String, String> more)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(Java.executable(), "-Xmx128m", "-jar", JAR.toString());
    Map<String, String> environment = builder.environment();
    environment.putAll(environment());
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl);
    environment.put("QUARKUS_DATASOURCE_USERNAME", database.username());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
    environment.putAll(more);
    builder.redirectErrorStream(true);
    builder.redirectOutput(LOG.toFile());
    return builder.start();
  }

  private static Map<String, String> environment() throws IOException, InterruptedException {
    return Overlay.render("dev").containers().stream()
        .filter(container -> container.workload().id().equals("Job/tidewire-migration"))
        .findFirst()
        .orElseThrow()
        .environment();
  }

  private static int exitCode(Process process) throws InterruptedException {
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends by itself").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
