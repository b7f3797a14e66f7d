package dev.tidewire.ingest;

import static dev.tidewire.ingest.ReadingsClient.JSON;
import static dev.tidewire.ingest.ReadingsClient.NDJSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** The event loops stay free while the largest bodies are parsed. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(EventLoopIT.Impatient.class)
class EventLoopIT {
  /** Parsing 16 MiB takes longer than this on any machine, cold as it is here. */
  private static final long BLOCKED_MILLIS = 200;

  /**
   * What must not run for long on an event loop. On a machine that is busy elsewhere any thread may
   * stand still for so long; what counts is what it was at.
   */
  private static final List<String> WORK =
      List.of("dev.tidewire.ingest.parse", "dev.tidewire.ingest.batch", "org.apache.kafka");

  private static final int BODY_BYTES = 16 * 1024 * 1024;

  @TestHTTPResource("/v1/readings")
  URI uri;

  public static class Impatient implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(BlockedThreadDetection.class);
    }
  }

  @Alternative
  @Singleton
  public static class BlockedThreadDetection implements VertxOptionsCustomizer {
    @Override
    public void accept(VertxOptions options) {
      options
          .setBlockedThreadCheckInterval(20)
          .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
          .setMaxEventLoopExecuteTime(BLOCKED_MILLIS)
          .setWarningExceptionTimeUnit(TimeUnit.MILLISECONDS)
          .setWarningExceptionTime(BLOCKED_MILLIS);
    }
  }

  @Test
  void largeAndPackedBodiesAreParsedElsewhere() {
    // Given: a service that has loaded its classes
    ReadingsClient client = new ReadingsClient(uri);
    String line = "{\"sensor\":\"loop\",\"metric\":\"m\",\"value\":1}\n";
    await().until(() -> client.post(JSON, line).statusCode() == 202);
    assertThat(client.post(NDJSON, line).statusCode()).isEqualTo(202);
    byte[] large = line.repeat(BODY_BYTES / line.length()).getBytes(StandardCharsets.UTF_8);
    byte[] packed = ReadingsClient.gzip(large);
    Queue<String> warnings = new ConcurrentLinkedQueue<>();
    Handler handler = capture(warnings);
    Logger checker = Logger.getLogger("io.vertx.core.impl.BlockedThreadChecker");
    checker.addHandler(handler);
    try {
      // When
      List<CompletableFuture<HttpResponse<String>>> answers =
          List.of(
              client.postLater("", NDJSON, large),
              client.postLater("", NDJSON, packed, "Content-Encoding", "gzip"));

      // Then
      assertThat(answers)
          .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(202));
      assertThat(warnings).isEmpty();
    } finally {
      checker.removeHandler(handler);
    }
  }

  private static Handler capture(Queue<String> messages) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        StringWriter text = new StringWriter();
        text.append(record.getMessage());
        if (record.getThrown() != null) {
          record.getThrown().printStackTrace(new PrintWriter(text));
        }
        if (WORK.stream().anyMatch(text.toString()::contains)) {
          messages.add(text.toString());
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
