package dev.tidewire.e2e.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.load.Audit;
import dev.tidewire.e2e.load.Load;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.load.Workload;
import dev.tidewire.e2e.results.Results;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Group;
import dev.tidewire.e2e.stack.Http;
import dev.tidewire.e2e.stack.Reader;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas of each service share the work, and one goes on without the other. */
@ExtendWith({Calm.class, Results.class})
class ReplicasIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration WARM_UP = Duration.ofSeconds(60);
  private static final Duration MEASURED = Duration.ofSeconds(20);
  private static final double NO_LESS = 0.8;

  private final Tidewire tidewire = Tidewire.shared();
  private final Service ingest = tidewire.another("ingest");
  private final Service processing = tidewire.another("processing");
  private final Service query = tidewire.another("query");

  private void start() {
    List.of(ingest, processing, query).forEach(Service::start);
    Group.awaitProcesses(2, PATIENCE);
  }

  @AfterEach
  void end() {
    List.of(ingest, processing, query).forEach(Service::kill);
    Group.awaitProcesses(1, PATIENCE);
  }

  @Test
  void oneOfEachIsKilledUnderLoad_theOthersGoOnAndNothingIsLost() {
    // Given
    start();
    try (Scenario scenario =
            Scenario.begin(tidewire, inTurn(tidewire.ingest(), ingest), Pace.STEADY);
        Reader reader = new Reader(inTurn(tidewire.query(), query), "/v1/latest?sensor=warm-up")) {
      ingest.awaitMore("tidewire_ingest_readings_total", PATIENCE);
      tidewire.ingest().awaitMore("tidewire_ingest_readings_total", PATIENCE);
      processing.awaitMore("tidewire_readings_stored_total", PATIENCE);
      tidewire.processing().awaitMore("tidewire_readings_stored_total", PATIENCE);

      // When
      List.of(ingest, processing, query).forEach(Service::kill);
      Group.awaitProcesses(1, PATIENCE);
      scenario.awaitAcknowledged();
      reader.close();

      // Then
      scenario.assertKept();
      assertThat(reader.answers()).isPositive();
      assertThat(reader.failures()).isEmpty();
      Results.record(
          "one of two replicas of each service killed under load",
          "0 lost, 0 twice, 0 dead letters; no read that fails twice",
          "%s; %d reads".formatted(scenario.kept(), reader.answers()));
    }
  }

  @Test
  @EnabledIfSystemProperty(
      named = "tidewire.long",
      matches = "true",
      disabledReason = "it takes minutes to warm up, so only the long run does it")
  void twoOfEachUnderFullLoad_storeNoLessThanOne() {
    // Given
    double one = storedPerSecond(() -> tidewire.ingest().http(), tidewire.processing());

    // When
    start();
    double two =
        storedPerSecond(inTurn(tidewire.ingest(), ingest), tidewire.processing(), processing);

    // Then
    Results.record(
        "two replicas of each service in place of one, on the same machine under full load",
        "the stored rate does not fall (≥ 80 %, because the machine is noisy)",
        "%,.0f readings/s stored by one, %,.0f by two: %.0f %%"
            .formatted(one, two, two * 100 / one));
    assertThat(two).isGreaterThan(one * NO_LESS);
  }

  private static double storedPerSecond(Supplier<Http> ingest, Service... processing) {
    Workload workload = Workload.fresh();
    try (Audit audit = Audit.begin(workload);
        Load load = Load.start(ingest, workload, Pace.FULL)) {
      Scenario.last(WARM_UP);
      double before = stored(processing);
      long start = System.nanoTime();
      Scenario.last(MEASURED);
      double perSecond = (stored(processing) - before) * 1e9 / (System.nanoTime() - start);
      load.close();
      audit.assertKept(load.ledger(), PATIENCE);
      return perSecond;
    }
  }

  private static double stored(Service... processing) {
    return Stream.of(processing)
        .mapToDouble(replica -> replica.metric("tidewire_readings_stored_total"))
        .sum();
  }

  /** Alternates between two replicas, as a load balancer without health checks. */
  private static Supplier<Http> inTurn(Service one, Service other) {
    AtomicInteger turn = new AtomicInteger();
    return () -> (turn.getAndIncrement() % 2 == 0 ? one : other).http();
  }
}
