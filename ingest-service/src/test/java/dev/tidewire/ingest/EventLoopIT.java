package dev.tidewire.ingest;

import static dev.tidewire.ingest.ReadingsClient.CSV;
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
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** No body holds an event loop for long: neither a large one nor the worst of the small ones. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(EventLoopIT.Impatient.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EventLoopIT {
  /** Parsing 16 MiB takes longer than this on any machine, above all with cold code. */
  private static final long BLOCKED_MILLIS = 200;

  /**
   * What must not run for long on an event loop. On a busy machine any thread may be descheduled
   * for this long; what counts is what it was running.
   */
  private static final List<String> WORK =
      List.of("dev.tidewire.ingest.intake", "dev.tidewire.ingest.batch", "org.apache.kafka");

  private static final int BODY_BYTES = 16 * 1024 * 1024;

  /** A larger body is parsed by a worker. */
  private static final int SMALL_BODY_BYTES = 128 * 1024;

  /** How long a small body may hold an event loop whose code has never run before. */
  private static final Duration HELD_COLD = Duration.ofMillis(500);

  /**
   * Until the code is compiled, a body takes longer. Where other modules are tested beside, the
   * compiler's threads get few turns.
   */
  private static final int TRIES = 100;

  private static final Duration HELD_WARM = Duration.ofMillis(20);

  private static final String LONG_NUMBER = "{\"value\":0.%s}\n".formatted("7".repeat(990));

  @TestHTTPResource("/v1/readings")
  URI uri;

  @Inject Vertx vertx;

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
      int ofLarge = client.post("", NDJSON, large).statusCode();
      int ofPacked = client.post("", NDJSON, packed, "Content-Encoding", "gzip").statusCode();

      // Then
      assertThat(List.of(ofLarge, ofPacked)).containsOnly(202);
      assertThat(warnings).isEmpty();
    } finally {
      checker.removeHandler(handler);
    }
  }

  /** The first requests to a service that has just started, each as large as it parses at once. */
  @Test
  @Order(1)
  void worstSmallBodiesAreParsedQuickly_whenTheServiceIsCold() {
    // Given
    ReadingsClient client = new ReadingsClient(uri);
    await().until(() -> client.post(JSON, "[]").statusCode() == 202);
    Map<String, Duration> held = new LinkedHashMap<>();

    // When
    for (Small body : worstSmallBodies()) {
      long before = eventLoopNanos();
      assertThat(client.post("?sensor=loop", body.type, body.text).statusCode())
          .as(body.name)
          .isEqualTo(body.status);
      held.put(body.name, Duration.ofNanos(eventLoopNanos() - before));
    }

    // Then
    assertThat(held).allSatisfy((name, took) -> assertThat(took).as(name).isLessThan(HELD_COLD));
  }

  @Test
  void worstSmallBodiesHoldAWarmEventLoopForAMoment() {
    // Given
    ReadingsClient client = new ReadingsClient(uri);
    await().until(() -> client.post(JSON, "[]").statusCode() == 202);

    for (Small body : worstSmallBodies()) {
      // When
      List<Duration> held = new ArrayList<>();
      do {
        held.add(
            longestHold(
                () ->
                    assertThat(client.post("?sensor=loop", body.type, body.text).statusCode())
                        .as(body.name)
                        .isEqualTo(body.status)));
      } while (held.size() < TRIES && Collections.min(held).compareTo(HELD_WARM) >= 0);

      // Then
      assertThat(Collections.min(held)).as(body.name + " of " + held).isLessThan(HELD_WARM);
    }
  }

  @Test
  void aHeldEventLoopWouldBeSeen() {
    // Given
    Duration tooLong = HELD_WARM.multipliedBy(2);

    // When
    Duration held = longestHold(() -> vertx.runOnContext(nothing -> work(tooLong)));

    // Then
    assertThat(held).isGreaterThanOrEqualTo(tooLong);
  }

  /** Of any event loop while this runs, and of what it has begun there. */
  private Duration longestHold(Runnable load) {
    try (EventLoopHolds holds = new EventLoopHolds(vertx)) {
      load.run();
      return holds.longest();
    }
  }

  private static void work(Duration processorTime) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + processorTime.toNanos();
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static List<Small> worstSmallBodies() {
    return List.of(
        small("shortest rows", 202, CSV, "time,value\n", i -> "1,1\n", ""),
        small("a series a row", 202, CSV, "sensor,time,value\n", "%x,1,1\n"::formatted, ""),
        small("shortest lines", 202, NDJSON, "", i -> "{\"value\":1}\n", ""),
        small(
            "a series a line", 202, NDJSON, "", "{\"sensor\":\"%x\",\"value\":1}\n"::formatted, ""),
        small(
            "a tag a line",
            202,
            NDJSON,
            "",
            "{\"value\":1,\"tags\":{\"%x\":\"\"}}\n"::formatted,
            ""),
        small("longest numbers", 202, NDJSON, "", i -> LONG_NUMBER, ""),
        small("shortest items", 202, JSON, "[{\"value\":1}", i -> ",{\"value\":1}", "]"),
        small("items that are no objects", 400, JSON, "[1", i -> ",1", "]"),
        small("lines that are no JSON", 400, NDJSON, "", i -> "x\n", ""),
        small("objects without a value", 400, NDJSON, "", i -> "{}\n", ""),
        small("rows without a time", 400, CSV, "time,value\n", i -> "x,1\n", ""),
        small("rows without a number", 400, CSV, "time,value\n", i -> "1,x\n", ""),
        small("metrics of devices, each another", 202, NDJSON, "", "{\"%x\":1}\n"::formatted, ""),
        small(
            "fields that nobody knows",
            400,
            NDJSON,
            "",
            "{\"sensor\":\"a\",\"%x\":1}\n"::formatted,
            ""),
        small(
            "an item of many metrics",
            202,
            JSON,
            "{\"values\":{\"é\":1",
            ",\"%09x\":1"::formatted,
            "}}"));
  }

  private record Small(String name, int status, String type, String text) {}

  /** A body of as many items as a small one can hold. */
  private static Small small(
      String name, int status, String type, String begin, IntFunction<String> item, String end) {
    StringBuilder text = new StringBuilder(begin);
    for (int i = 0; ; i++) {
      String next = item.apply(i);
      if (text.length() + next.length() + end.length() >= SMALL_BODY_BYTES - 1) {
        return new Small(name, status, type, text.append(end).toString());
      }
      text.append(next);
    }
  }

  /**
   * The processor time of all event loops. Unlike the time on the clock it does not depend on what
   * else the machine does.
   */
  private static long eventLoopNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().contains("eventloop"))
        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
        .sum();
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
