package dev.tidewire.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidewire.e2e.fault.Scenario;
import dev.tidewire.e2e.load.Pace;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas of each service share the work, and one can do without the other. */
@ExtendWith({Calm.class, Results.class})
class ReplicasIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Tidewire tidewire = Tidewire.shared();
  private final Service ingest = tidewire.another("ingest");
  private final Service processing = tidewire.another("processing");
  private final Service query = tidewire.another("query");

  @BeforeEach
  void start() {
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
    try (Scenario scenario =
            Scenario.begin(tidewire, inTurn(tidewire.ingest(), ingest), Pace.STEADY);
        Reader reader = new Reader(inTurn(tidewire.query(), query), "/v1/latest?sensor=warm-up")) {
      awaitWork(ingest, "tidewire_ingest_readings_total");
      awaitWork(tidewire.ingest(), "tidewire_ingest_readings_total");
      awaitWork(processing, "tidewire_readings_stored_total");
      awaitWork(tidewire.processing(), "tidewire_readings_stored_total");

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

  /** As a load balancer would, but one that knows nothing of health. */
  private static Supplier<Http> inTurn(Service one, Service other) {
    AtomicInteger turn = new AtomicInteger();
    return () -> (turn.getAndIncrement() % 2 == 0 ? one : other).http();
  }

  private static void awaitWork(Service service, String metric) {
    double before = service.metric(metric);
    await(service.name()).atMost(PATIENCE).until(() -> service.metric(metric) > before);
  }
}
