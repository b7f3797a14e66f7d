package dev.tidewire.processing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.intake.Claim;
import dev.tidewire.processing.intake.Poll;
import dev.tidewire.processing.simulation.Bug;
import dev.tidewire.processing.simulation.SimulatedConfig;
import dev.tidewire.processing.simulation.VirtualExecutor;
import dev.tidewire.processing.simulation.VirtualTime;
import dev.tidewire.processing.simulation.Weather;
import dev.tidewire.processing.store.RowsTest.Given;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PollStoreTest {
  private static final int MAX_ROWS = 20_000;

  @Property
  void statements_shareAllRowsEvenlyAndNoneHasMoreThanItMay(
      @ForAll @IntRange(min = 1, max = 3_000_000) int rows,
      @ForAll @IntRange(min = 1_000, max = 100_000) int maxRows) {
    // Given
    int statements = (rows + maxRows - 1) / maxRows;

    // Then
    assertThat(PollStore.evenStart(rows, 0, statements)).isZero();
    assertThat(PollStore.evenStart(rows, statements, statements)).isEqualTo(rows);
    for (int i = 0; i < statements; i++) {
      int size =
          PollStore.evenStart(rows, i + 1, statements) - PollStore.evenStart(rows, i, statements);
      assertThat(size).isBetween(rows / statements, maxRows);
    }
  }

  @Test
  void aFifthOfAFullStatementRefused_areAllFound() {
    // Given
    VirtualTime time = new VirtualTime(new SplittableRandom(1));
    Weather weather = new Weather(time, new SplittableRandom(1));
    time.after(Weather.END_MILLIS, () -> {});
    time.step();
    VirtualExecutor executor = new VirtualExecutor(time, () -> true, millis -> millis);
    SimulatedStore store =
        SimulatedStore.on(
            new SimulatedDatabase(time, new SplittableRandom(1), weather),
            Bug.NONE,
            SimulatedConfig.ofMaxRows(MAX_ROWS),
            new SimpleMeterRegistry(),
            executor,
            new SplittableRandom(1),
            time);
    List<Given> readings = new ArrayList<>();
    for (int i = 0; i < MAX_ROWS; i++) {
      readings.add(new Given(1, i, i % 5 == 1 ? -i : i));
    }
    Poll poll = RowsTest.poll(List.of(readings));
    Claim claim = new Claim(new UUID(0, 1), poll.offsets(), new UUID(0, 2));

    // When
    CompletableFuture<StoredPoll> stored =
        store.polls().store(poll, claim, executor).subscribeAsCompletionStage();
    while (time.step()) {
      // Each step runs the next task.
    }

    // Then
    assertThat(stored).isCompletedWithValueMatching(it -> it.refused().size() == MAX_ROWS / 5);
  }
}
