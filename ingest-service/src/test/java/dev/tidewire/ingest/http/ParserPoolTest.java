package dev.tidewire.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParserPoolTest {
  private final Vertx vertx = Vertx.vertx();
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final ParserPool pool = new ParserPool(vertx, "test", 1, registry);

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void bodiesWaitForTheOneWorker_andAreCounted() {
    // Given
    CountDownLatch held = new CountDownLatch(1);

    // When
    Future<String> first = pool.run(() -> hold(held));
    List<Future<String>> others = List.of(pool.run(() -> "second"), pool.run(() -> "third"));

    // Then
    await().untilAsserted(() -> assertThat(counted()).containsExactly(1, 2));
    held.countDown();
    await().until(() -> first.isComplete() && others.stream().allMatch(Future::isComplete));
    assertThat(first.result()).isEqualTo("first");
    assertThat(others).extracting(Future::result).containsExactly("second", "third");
    assertThat(counted()).containsExactly(0, 0);
  }

  @Test
  void bodyThatCannotBeParsed_isNoLongerCounted() {
    // When
    Future<?> failed =
        pool.run(
            () -> {
              throw new IllegalStateException("no JSON");
            });

    // Then
    await().until(failed::isComplete);
    assertThat(failed.cause()).hasMessage("no JSON");
    assertThat(counted()).containsExactly(0, 0);
  }

  private static String hold(CountDownLatch held) throws InterruptedException {
    held.await();
    return "first";
  }

  private List<Integer> counted() {
    return List.of(value("tidewire.ingest.parsers.busy"), value("tidewire.ingest.parsers.waiting"));
  }

  private int value(String gauge) {
    return (int) registry.get(gauge).gauge().value();
  }
}
