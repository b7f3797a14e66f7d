package dev.tidewire.e2e.outage;

import static dev.tidewire.e2e.results.Results.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidewire.e2e.fault.Fault;
import dev.tidewire.e2e.fault.Line;
import dev.tidewire.e2e.fault.Part;
import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.results.Effort;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Alone;
import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The database is stopped, cut off or frozen under load. */
@Alone
@ExtendWith({Calm.class, Results.class})
class DatabaseOutageIT {
  private static final Duration QUERY_DEADLINE = Duration.ofMillis(2_500);
  private static final Duration BREAKER_DEADLINE = Duration.ofSeconds(15);
  private static final Duration WRITE_DEADLINE = Duration.ofSeconds(35);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long GROWTH = 64L << 20;

  private final Tidewire tidewire = Tidewire.shared();
  private final Service processing = tidewire.processing();
  private final Service query = tidewire.query();

  static Stream<Arguments> outages() {
    return Stream.of(
        Arguments.of(new Fault.Stopped(Part.POSTGRES), Effort.seconds(10, 1_800)),
        Arguments.of(new Fault.CutOff(Line.TO_POSTGRES), Effort.seconds(8, 300)),
        Arguments.of(new Fault.Frozen(Part.POSTGRES), Effort.seconds(8, 120)));
  }

  @ParameterizedTest(name = "{0} for {1}")
  @MethodSource("outages")
  void databaseIsAwayUnderLoad_nothingIsLostAndEveryServiceGoesOnByItself(
      Fault fault, Duration length) {
    // Given
    assumeTrue(
        !(fault instanceof Fault.CutOff) || tidewire.servers().hasProxies(),
        "no network faults in front of containers");
    long pid = processing.pid();
    try (Scenario scenario = Scenario.begin(tidewire, Pace.STEADY)) {
      long memory = processing.residentBytes();

      // When
      long outage = System.nanoTime();
      fault.inject(tidewire);
      Duration untilOpen;
      try {
        await()
            .atMost(BREAKER_DEADLINE)
            .until(() -> processing.metric("tidewire_store_breaker_open") == 1);
        untilOpen = since(outage);
        await().atMost(PATIENCE).until(() -> processing.ready().status() == 503);

        // Then
        await()
            .pollInterval(Duration.ofSeconds(1))
            .during(length)
            .atMost(length.plusSeconds(15))
            .untilAsserted(this::assertWaitingInGoodHealth);
      } finally {
        fault.heal(tidewire);
      }
      long healed = System.nanoTime();
      double stored = processing.metric("tidewire_readings_stored_total");
      await()
          .atMost(WRITE_DEADLINE)
          .until(() -> processing.metric("tidewire_readings_stored_total") > stored);
      Duration untilWritten = since(healed);
      await().atMost(PATIENCE).until(() -> processing.ready().status() == 200);
      await().atMost(PATIENCE).until(() -> query.ready().status() == 200);
      long growth = processing.residentBytes() - memory;

      // Then
      assertThat(scenario.ledger().refusals()).isEmpty();
      scenario.assertKept();
      assertThat(processing.pid()).isEqualTo(pid);
      assertThat(growth).as("growth of processing's memory").isLessThan(GROWTH);
      Results.record(
          "%s for %d s".formatted(fault, length.toSeconds()),
          "0 lost, 0 dead letters, breaker open ≤ 15 s, memory + ≤ 64 MiB, first write ≤ 35 s",
          "%s; breaker open after %s, memory %+d MiB, first write %s after the end"
              .formatted(scenario.kept(), seconds(untilOpen), growth >> 20, seconds(untilWritten)));
    }
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  private void assertWaitingInGoodHealth() {
    assertThat(processing.live().status()).isEqualTo(200);
    Answer ready = processing.ready();
    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.body()).contains("waiting since", "cause");

    Answer latest = query.http().get("/v1/latest?sensor=warm-up");
    assertThat(latest.status()).isEqualTo(503);
    assertThat(latest.header("Content-Type")).hasValue("application/problem+json");
    assertThat(latest.took()).isLessThan(QUERY_DEADLINE);
  }
}
