package dev.tidewire.processing.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.intake.OffsetRange;
import dev.tidewire.processing.store.Outage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LostRecordsTest {
  private static final UUID ID = UUID.randomUUID();
  private static final int ROUNDS = 10_000;
  private static final Logger LOG = Logger.getLogger(LostRecords.class.getName());

  private final LostRecords lost = new LostRecords(new AllDeleted(), new SimpleMeterRegistry());
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @BeforeEach
  void muteTheLog() {
    LOG.setLevel(Level.OFF);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    LOG.setLevel(null);
  }

  @Test
  void gapThatTwoFindAtOnce_isCountedOnce() throws Exception {
    // Given
    CyclicBarrier start = new CyclicBarrier(2);
    List<Future<?>> finders = new ArrayList<>();

    // When
    for (int finder = 0; finder < 2; finder++) {
      finders.add(threads.submit(() -> find(start)));
    }
    for (Future<?> finder : finders) {
      finder.get();
    }

    // Then
    assertThat(lost.total()).isEqualTo(ROUNDS);
  }

  private Void find(CyclicBarrier start) throws Exception {
    for (int next = 0; next < ROUNDS; next++) {
      List<OffsetRange> polled = List.of(new OffsetRange(0, next + 1L, next + 1L));
      start.await();
      lost.lookFor(ID, polled, Map.of(0, (long) next)).await().indefinitely();
    }
    return null;
  }

  private static final class AllDeleted implements ReadingsTopic {
    @Override
    public Uni<UUID> id() {
      return Uni.createFrom().item(ID);
    }

    @Override
    public Uni<Map<Integer, Bounds>> bounds(Set<Integer> partitions) {
      return Uni.createFrom().item(Map.of(0, new Bounds(ROUNDS, ROUNDS, ROUNDS)));
    }

    @Override
    public Optional<Outage> outage() {
      return Optional.empty();
    }
  }
}
