package dev.tidewire.e2e.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidewire.e2e.load.Audit;
import dev.tidewire.e2e.load.Load;
import dev.tidewire.e2e.load.Pace;
import dev.tidewire.e2e.load.Workload;
import dev.tidewire.e2e.stack.Alone;
import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Http;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Tidewire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Senders send as fast as ingest answers, with a unit and tags on every reading, while readers
 * read. Each service has a heap of 128 MiB.
 */
@Alone
@ExtendWith(Calm.class)
class FullLoadIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int READINGS = 500_000;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Tidewire tidewire = Tidewire.shared();
  private final Http query = tidewire.query().http();
  private final Workload workload = Workload.freshTagged();

  @Test
  void fullLoad_isTakenWithoutLossAndWithinTheHeap() throws IOException {
    // Given
    List<Long> pids = tidewire.services().stream().map(Service::pid).toList();
    try (Audit audit = Audit.begin(workload);
        Load load = Load.start(() -> tidewire.ingest().http(), workload, Pace.FULL)) {
      await().atMost(PATIENCE).until(() -> latest().status() == 200);

      // When
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                assertThat(latest().status()).isEqualTo(200);
                assertThat(everything().status()).isEqualTo(200);
                return load.ledger().acknowledged() > READINGS;
              });
      load.close();

      // Then
      assertThat(load.ledger().refusals()).isEmpty();
      audit.assertKept(load.ledger(), PATIENCE);
      for (int sensor = 0; sensor < workload.sensors(); sensor++) {
        assertThat(series(sensor))
            .containsEntry("unit", Workload.UNIT)
            .containsEntry("tags", workload.tags(sensor));
      }
      assertThat(tidewire.services()).extracting(Service::pid).isEqualTo(pids);
    }
  }

  private Answer latest() {
    return query.get("/v1/latest?sensor=" + workload.sensor(0));
  }

  private Answer everything() {
    return query.get("/v1/readings?sensor=" + workload.sensor(0), "Accept", "text/csv");
  }

  /** The only series of a sensor, as query describes it. */
  private Map<String, Object> series(int sensor) throws IOException {
    String body = query.get("/v1/sensors/" + workload.sensor(sensor)).body();
    return JSON.convertValue(JSON.readTree(body).at("/series/0"), new TypeReference<>() {});
  }
}
