package dev.tidewire.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.e2e.stack.Answer;
import dev.tidewire.e2e.stack.Backlog;
import dev.tidewire.e2e.stack.Calm;
import dev.tidewire.e2e.stack.Loop;
import dev.tidewire.e2e.stack.Service;
import dev.tidewire.e2e.stack.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * More than 2,000 requests that nobody should send, each on a connection of its own, to services
 * that ask for keys and serve good requests meanwhile.
 */
@ExtendWith(Calm.class)
class HostileRequestsIT {
  private static final int LEAST = 2_000;
  private static final int AT_A_TIME = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What only the other tenant knows. */
  private static final String CANARY = "canary";

  /** What tells how the services are built, or what has gone wrong in them. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "Exception|Error:|\\bat [a-z]+\\.|dev\\.tidewire\\.|java\\.|javax\\.|jakarta\\.|io\\.[a-z]+\\."
              + "|org\\.[a-z]+\\.|com\\.[a-z]+\\.|\\.java|SQLSTATE|syntax error at|relation \"");

  private static Secured secured;

  private final AtomicLong good = new AtomicLong();

  @BeforeAll
  static void prepare() {
    secured = Secured.shared();
    secured.send("lyon/1");
    String canary =
        "{\"sensor\":\"paris/secret\",\"metric\":\"canary-metric\",\"value\":7391.25,"
            + "\"tags\":{\"canary-tag\":\"canary-value\"}}";
    assertThat(secured.post(canary, "ingest").status()).isEqualTo(202);
    secured.letterOf("paris/secret");
    Backlog.awaitNone(PATIENCE);
  }

  @Test
  void theyAreRefused_andNothingIsStoredOrTold() throws InterruptedException {
    // Given
    List<Hostile> all = all();
    assertThat(all).hasSizeGreaterThanOrEqualTo(LEAST);
    List<Long> pids = secured.services().stream().map(Service::pid).toList();
    Map<Service, Integer> logged = new HashMap<>();
    secured.services().forEach(service -> logged.put(service, service.logLines().size()));
    long records = Backlog.end();
    int letters = Sql.count("SELECT count(*) FROM dead_letter");

    // When
    List<Exchange> exchanges;
    try (Loop unused = Loop.start(Duration.ofMillis(50), List.of(this::send, this::ask))) {
      exchanges = exchange(all);
    }

    // Then
    List<String> faults = exchanges.stream().flatMap(HostileRequestsIT::faults).toList();
    assertThat(faults).isEmpty();
    assertThat(Backlog.end() - records).isEqualTo(good.get());
    assertThat(secured.services().stream().map(Service::pid).toList()).isEqualTo(pids);
    assertThat(forged(logged)).isEmpty();
    Backlog.awaitNone(PATIENCE);
    assertThat(Sql.count("SELECT count(*) FROM series WHERE sensor LIKE '%never%'")).isZero();
    assertThat(Sql.count("SELECT count(*) FROM dead_letter")).isEqualTo(letters);
  }

  private static List<Hostile> all() {
    return Stream.of(
            new Authority(secured).all(),
            new Impostors(secured).all(),
            new Malformed(secured).all(),
            new Payloads(secured).all(),
            new Http2Frames(secured).all())
        .flatMap(some -> some)
        .toList();
  }

  private static List<Exchange> exchange(List<Hostile> all) throws InterruptedException {
    ConcurrentLinkedQueue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
    ExecutorService clients = Executors.newFixedThreadPool(AT_A_TIME);
    all.forEach(request -> clients.execute(() -> exchanges.add(Exchange.of(request))));
    clients.shutdown();
    assertThat(clients.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
    assertThat(exchanges).hasSameSizeAs(all);
    return List.copyOf(exchanges);
  }

  /** What is wrong with an answer. */
  private static Stream<String> faults(Exchange exchange) {
    List<String> faults = new ArrayList<>();
    String answer = exchange.answer();
    boolean isHttp2 = exchange.request().family().equals("HTTP/2");
    List<Integer> statuses = exchange.statuses();
    if (statuses.stream().anyMatch(status -> status >= 500)
        || isHttp2 && Http2Frames.hasInternalError(answer)) {
      faults.add("a server error");
    }
    if (exchange.request().family().equals("smuggling")
        ? statuses.size() != 1
        : !isHttp2 && statuses.isEmpty()) {
      faults.add("%d answers".formatted(statuses.size()));
    }
    if (exchange.request().family().equals("folding")
        && statuses.stream().anyMatch(status -> status < 400)) {
      faults.add("a hidden request is served");
    }
    if (answer.contains(CANARY)) {
      faults.add("it tells what it must not");
    }
    if (INSIDE.matcher(answer).find()) {
      faults.add("it tells about its inside");
    }
    return faults.stream().map(fault -> fault + ": " + shown(exchange));
  }

  private static String shown(Exchange exchange) {
    String answer = exchange.answer();
    return exchange.request()
        + " => "
        + answer.substring(0, Math.min(answer.length(), 1_500)).replaceAll("\\s+", " ");
  }

  /** Lines that a request has written into the log, or that steer a terminal. */
  private static List<String> forged(Map<Service, Integer> from) {
    return from.entrySet().stream()
        .flatMap(entry -> entry.getKey().logLines().stream().skip(entry.getValue()))
        .filter(line -> line.startsWith(Payloads.FORGED) || line.contains("\u001b"))
        .collect(Collectors.toList());
  }

  private void send() {
    secured.send("lyon/good");
    good.incrementAndGet();
  }

  private void ask() {
    Answer answer = secured.ask("/v1/latest?sensor=lyon/1", "query-lyon");
    assertThat(answer.status()).isEqualTo(200);
  }
}
