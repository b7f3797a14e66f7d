package dev.tidewire.processing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.processing.simulation.SimulatedConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreTracingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Statement INSERT = new Statement("INSERT block", "INSERT …");
  private static final AttributeKey<String> CODE =
      AttributeKey.stringKey("db.response.status_code");

  private final KeptSpans spans = new KeptSpans();
  private final Tracer tracer = spans.tracer();
  private final StoreTracing tracing = new StoreTracing(tracer, false);
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    threads.shutdownNow();
    timer.shutdownNow();
  }

  @Test
  void attempts_areEachASpanUnderTheirPolls() {
    // Given
    Span poll = tracer.spanBuilder("poll").startSpan();
    StoreGuard guard = guard();
    AtomicInteger attempts = new AtomicInteger();
    Uni<String> secondTime =
        Uni.createFrom()
            .item(attempts::incrementAndGet)
            .emitOn(threads)
            .map(StoreTracingTest::failOnce);

    // When
    tracing
        .under(poll, () -> guard.protect(() -> tracing.trace(INSERT, secondTime)))
        .await()
        .atMost(PATIENCE);

    // Then
    assertThat(spans.ended())
        .hasSize(2)
        .allMatch(span -> span.getParentSpanId().equals(poll.getSpanContext().getSpanId()))
        .allMatch(span -> span.getName().equals("INSERT block"));
    SpanData failed = spans.ended().get(0);
    assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(failed.getAttributes().get(CODE)).isEqualTo("40001");
    assertThat(failed.toString()).doesNotContain("secret");
    assertThat(spans.ended().get(1).getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void pollsOfOneSubscriber_keepTheirSpansApart() {
    // Given
    List<Span> polls = List.of(poll(), poll(), poll(), poll());
    StoreGuard guard = guard();

    // When
    Multi.createFrom()
        .iterable(polls)
        .onItem()
        .transformToUniAndMerge(
            poll -> tracing.under(poll, () -> guard.protect(() -> statementOf(poll))))
        .collect()
        .asList()
        .await()
        .atMost(PATIENCE);

    // Then
    assertThat(spans.ended())
        .hasSize(polls.size())
        .allMatch(span -> span.getName().equals(span.getParentSpanId()));
  }

  private Uni<Integer> statementOf(Span poll) {
    Statement statement = new Statement(poll.getSpanContext().getSpanId(), "");
    return Uni.createFrom()
        .item(1)
        .emitOn(threads)
        .chain(one -> tracing.trace(statement, Uni.createFrom().item(one)));
  }

  @Test
  void statementThatBelongsToNoPoll_hasNoSpan() {
    // When
    tracing.trace(INSERT, Uni.createFrom().item(1)).await().atMost(PATIENCE);

    // Then
    assertThat(spans.ended()).isEmpty();
  }

  private Span poll() {
    return tracer.spanBuilder("poll").startSpan();
  }

  private static String failOnce(int attempt) {
    if (attempt == 1) {
      throw new PgException("secret", "ERROR", "40001", null);
    }
    return "stored";
  }

  private StoreGuard guard() {
    return new StoreGuard(
        SimulatedConfig.ofMaxReadings(100),
        new Forgetful(),
        new StoreMetrics(new SimpleMeterRegistry()),
        timer,
        new SplittableRandom(1),
        Clock.systemUTC());
  }

  /** Loses the context of its subscribers, as time-outs and circuit breakers do. */
  private final class Forgetful implements StoreAttempt {
    @Override
    public <T> Uni<T> once(Supplier<Uni<T>> attempt) {
      return tracing.carry(
          losing ->
              Uni.createFrom().completionStage(() -> losing.get().subscribeAsCompletionStage()),
          attempt);
    }

    @Override
    public Breaker breaker() {
      return new Breaker(Breaker.State.CLOSED, Instant.EPOCH);
    }
  }
}
