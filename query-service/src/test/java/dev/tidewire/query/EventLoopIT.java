package dev.tidewire.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealPostgres.class)
class EventLoopIT {
  private static final Logger CHECKER = Logger.getLogger("io.vertx.core.impl.BlockedThreadChecker");

  /** As application.properties has them. */
  private static final int MAX_SERIES = 500;

  private static final int MAX_PAGE = 10_000;

  private final Reports reports = new Reports();

  @Inject Vertx vertx;

  @BeforeEach
  void listen() {
    Stored.partitions();
    CHECKER.addHandler(reports);
  }

  @AfterEach
  void stopListening() {
    CHECKER.removeHandler(reports);
  }

  /** The most that one request may ask for, of each kind, without a warm-up. */
  @Test
  void noRequestWithinTheLimitsBlocksTheEventLoop() {
    // Given
    String longest = "event-loop/" + "x".repeat(240);
    Stored.execute(
        "INSERT INTO series (sensor, metric) SELECT 'event-loop', repeat('m', 500) || n FROM generate_series(1, ?) AS n",
        MAX_SERIES);
    Stored.execute(
        "INSERT INTO series (sensor, metric) SELECT ? || to_char(n, 'FM00000'), 'value' FROM generate_series(1, ?) AS n",
        longest,
        MAX_PAGE);
    Stored.readings(
        Stored.ids("event-loop"),
        "2026-03-01T00:00:00Z",
        "1.234567 seconds",
        2 * MAX_PAGE / MAX_SERIES,
        n -> n / 7.0);
    Stored.readings(Stored.idsLike(longest), "2026-03-01T00:00:00Z", "1 second", 1, n -> 1 / 7.0);
    // When
    answered("/v1/readings?sensor=event-loop&limit=" + MAX_PAGE);
    answered("/v1/latest?sensor=event-loop");
    answered("/v1/sensors?limit=" + MAX_PAGE);
    answered("/v1/sensors/event-loop");
    answered("/v1/latest?metric=value" + sensors(longest));
    given().get("/v1/latest?metric=value" + sensors("unknown")).then().statusCode(404);
    for (String format : List.of("text/csv", "application/x-ndjson")) {
      for (String path :
          List.of("readings?sensor=event-loop", "sensors", "latest?sensor=event-loop")) {
        given().accept(format).get("/v1/" + path).then().statusCode(200);
      }
    }
    // Then
    assertThat(reports.messages).isEmpty();
  }

  @Test
  void aBlockedEventLoopWouldBeReported() {
    // When
    vertx.runOnContext(nothing -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)));

    // Then
    await().untilAsserted(() -> assertThat(reports.messages).isNotEmpty());
  }

  private static void answered(String uri) {
    given().get(uri).then().statusCode(200);
  }

  private static String sensors(String prefix) {
    return IntStream.rangeClosed(1, 200)
        .mapToObj(n -> "&sensor=%s%05d".formatted(prefix, n))
        .collect(Collectors.joining());
  }

  private static final class Reports extends Handler {
    private final List<String> messages = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord report) {
      messages.add(report.getMessage());
    }

    @Override
    public void flush() {
      // Nothing is buffered.
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
