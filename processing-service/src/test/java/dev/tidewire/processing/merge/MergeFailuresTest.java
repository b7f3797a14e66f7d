package dev.tidewire.processing.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.simulation.SimulatedConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeFailuresTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MergeFailures failures = new MergeFailures(Duration.ofSeconds(1), metrics(), clock);

  @ParameterizedTest
  @ValueSource(strings = {"55P03", "42501", "57014", "08006"})
  void lookThatTheDatabaseDoesNotAnswer_isAFailureOfTheDatabase(String sqlState) {
    failures.failed(MergeFault.of(new PgException("planted", "ERROR", sqlState, null)));

    assertThat(count("database")).isEqualTo(1);
    assertThat(count("refused")).isZero();
  }

  @Test
  void errorInTheProgram_isCountedAsSuch() {
    failures.failed(MergeFault.of(new IllegalArgumentException("planted")));

    assertThat(count("bug")).isEqualTo(1);
    assertThat(count("database")).isZero();
  }

  private MergeMetrics metrics() {
    StoppedMerges stopped = new StoppedMerges(clock);
    Backlog backlog = new Backlog(stopped, SimulatedConfig.ofMaxReadings(1), clock);
    return new MergeMetrics(registry, stopped, new DamagedRows(clock), backlog);
  }

  private double count(String reason) {
    return registry.get("tidewire.merge.failures").tag("reason", reason).counter().count();
  }
}
