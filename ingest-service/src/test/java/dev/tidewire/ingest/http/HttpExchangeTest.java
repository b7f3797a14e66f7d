package dev.tidewire.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.ingest.IngestConfig;
import dev.tidewire.ingest.admission.Grant;
import dev.tidewire.ingest.answer.ProblemStyle;
import dev.tidewire.ingest.coding.Coding;
import dev.tidewire.ingest.fairness.Share;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.json.NdjsonFormat;
import dev.tidewire.ingest.kafka.KeyTopic;
import dev.tidewire.ingest.route.Terms;
import dev.tidewire.platform.access.Access;
import dev.tidewire.platform.access.SensorPatterns;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpExchangeTest {
  private final Vertx vertx = Vertx.vertx();
  private final ReadingsService service = service();
  private final List<Integer> statuses = new ArrayList<>();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aRequestThatCannotBeStarted_isAnsweredAndAwaitedNoMore() {
    // Given
    Grant grant = Objects.requireNonNull(service.admission().admit(100));
    Terms.Accepted terms =
        new Terms.Accepted(
            new NdjsonFormat(Bodies.NAMING),
            Coding.IDENTITY,
            new ProblemStyle(),
            new RequestFacts("/v1/readings", Map.of(), Map.of(), 0),
            SensorPatterns.ALL);

    // When
    Share share = Share.unlimited(SensorPatterns.ALL);
    new HttpExchange(service, routing(), Access.EVERYTHING, terms, grant, share).start();

    // Then
    assertThat(statuses).containsExactly(500);
    assertThat(service.admission().requests()).isZero();
    assertThat(service.deadlines().isEmpty()).isTrue();
  }

  private RoutingContext routing() {
    HttpServerRequest request = request();
    return fake(
        RoutingContext.class, (method, arguments) -> method.equals("request") ? request : null);
  }

  /** A request whose response fails at the first thing that is done to it. */
  private HttpServerRequest request() {
    return fake(
        HttpServerRequest.class,
        (method, arguments) ->
            switch (method) {
              case "version" -> HttpVersion.HTTP_1_1;
              case "getHeader" -> "100-continue";
              case "response" -> fake(HttpServerResponse.class, this::respond);
              default -> null;
            });
  }

  private @Nullable Object respond(String method, Object[] arguments) {
    return switch (method) {
      case "ended", "closed" -> false;
      case "writeContinue" -> throw new IllegalStateException("a fault made by the test");
      case "setStatusCode" -> {
        statuses.add((Integer) arguments[0]);
        yield null;
      }
      case "end" -> Future.succeededFuture();
      default -> null;
    };
  }

  /** What a method returns. */
  private interface Reply {
    @Nullable Object to(String method, Object[] arguments);
  }

  private static <T> T fake(Class<T> type, Reply reply) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> reply.to(method.getName(), arguments)));
  }

  /** Without a broker, which a request needs only when its body has arrived. */
  @SuppressWarnings("NullAway")
  private ReadingsService service() {
    IngestConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(IngestConfig.class)
            .build()
            .getConfigMapping(IngestConfig.class);
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Clock clock = Clock.systemUTC();
    return new ReadingsService(
        config,
        vertx,
        null,
        clock,
        new EventLoopLag(vertx),
        null,
        null,
        null,
        new KeyedRequests(config, new KeyTopic(Map.of()), clock, registry),
        registry);
  }
}
