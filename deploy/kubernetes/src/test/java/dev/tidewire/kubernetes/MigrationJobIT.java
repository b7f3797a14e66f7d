package dev.tidewire.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.kubernetes.kustomize.Kustomize;
import dev.tidewire.local.Postgres;
import dev.tidewire.local.TestStack;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The migration Job's command and variables, on the packaged service and a real database. */
class MigrationJobIT {
  private static final Path JAR =
      Path.of(System.getProperty("tidewire.root"))
          .resolve("processing-service/target/quarkus-app/quarkus-run.jar");

  private final Postgres database = TestStack.shared().postgres();

  @Test
  void job_migratesAndEnds_asOftenAsItRuns() throws Exception {
    // When
    int first = run(database.jdbcUrl());
    int second = run(database.jdbcUrl());

    // Then
    assertThat(List.of(first, second)).containsOnly(0);
    assertThat(tables()).contains("series", "reading", "dead_letter", "watermark");
  }

  @Test
  void job_failsWithoutADatabase_soThatItIsTriedAgain() throws Exception {
    // When
    int code = run("jdbc:postgresql://127.0.0.1:1/tidewire");

    // Then
    assertThat(code).isNotZero();
  }

  private int run(String jdbcUrl) throws IOException, InterruptedException {
    Rendering rendering = Kustomize.render(Path.of("overlays", "dev"));
    Workload job = new Workload(rendering.find("Job", "tidewire-migration").orElseThrow());
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-jar",
            JAR.toString());
    job.containers().forEach(it -> builder.environment().putAll(it.environment(rendering)));
    builder
        .environment()
        .putAll(
            Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                jdbcUrl,
                "QUARKUS_DATASOURCE_USERNAME",
                database.username(),
                "QUARKUS_DATASOURCE_PASSWORD",
                database.password(),
                "QUARKUS_FLYWAY_CONNECT_RETRIES",
                "0"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(Path.of("target", "migration-job.log").toFile());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends by itself").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> tables() throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        ResultSet rows = connection.getMetaData().getTables(null, "public", "%", null)) {
      while (rows.next()) {
        tables.add(rows.getString("TABLE_NAME"));
      }
    }
    return tables;
  }
}
