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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealPostgres.class)
class EventLoopIT {
  private static final Logger CHECKER = Logger.getLogger("io.vertx.core.impl.BlockedThreadChecker");

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

  @Test
  void noAnswerBlocksTheEventLoop() {
    // Given
    long series = Stored.series("event-loop", "value", null, "{}");
    Stored.readings(series, "2026-03-01T00:00:00Z", "1 second", 100_000);
    answerEverything();
    reports.messages.clear();

    // When
    for (int i = 0; i < 10; i++) {
      answerEverything();
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

  private static void answerEverything() {
    given().get("/v1/readings?sensor=event-loop&limit=10000").then().statusCode(200);
    given().accept("text/csv").get("/v1/readings?sensor=event-loop").then().statusCode(200);
    given().get("/v1/latest?sensor=event-loop").then().statusCode(200);
    given().get("/v1/sensors").then().statusCode(200);
    given().get("/v1/sensors/event-loop").then().statusCode(200);
    given().get("/v1/readings?sensor=nowhere").then().statusCode(404);
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
