package dev.tidewire.ingest.http;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.ProblemType;
import dev.tidewire.ingest.parse.ParseOutcome;
import dev.tidewire.ingest.request.Admission;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** What is measured of the requests. */
final class RequestMetrics {
  private static final String READINGS = "tidewire.ingest.readings";
  private static final String READINGS_HELP =
      "Readings stored in Kafka (accepted) and items refused as wrong (rejected)";

  private static final String NO_PROBLEM = "none";

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final MeterRegistry registry;
  private final Counter accepted;
  private final Counter rejected;
  private final Map<ProblemType, Counter> problems = new EnumMap<>(ProblemType.class);
  private final Timer taken;
  private final Timer refused;
  private final Counter wholly;
  private final Counter partly;

  RequestMetrics(MeterRegistry registry, Admission admission) {
    this.registry = registry;
    accepted = readings("accepted");
    rejected = readings("rejected");
    taken = answers("taken");
    refused = answers("refused");
    wholly = requests(202, NO_PROBLEM);
    partly = requests(207, NO_PROBLEM);
    for (ProblemType type : ProblemType.values()) {
      problems.put(type, requests(type.status(), type.code()));
    }
    Gauge.builder("tidewire.ingest.inflight.bytes", admission, Admission::bytes)
        .description("Bytes of bodies received and not answered yet")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("tidewire.ingest.inflight.requests", admission, Admission::requests)
        .description("Requests not answered yet")
        .register(registry);
  }

  void parsed(ParseOutcome outcome) {
    if (outcome instanceof ParseOutcome.Parsed parsed && parsed.rejected() > 0) {
      rejected.increment(parsed.rejected());
    }
  }

  void stored(int readings) {
    accepted.increment(readings);
  }

  /**
   * An admitted request has been answered.
   *
   * @param nanos since its head was there
   */
  void answered(Answer answer, long nanos) {
    answered(answer);
    (answer.problem() == null ? taken : refused).record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A request has been answered. */
  void answered(Answer answer) {
    ProblemType problem = answer.problem();
    if (problem != null) {
      Objects.requireNonNull(problems.get(problem)).increment();
    } else {
      (answer.status() == 207 ? partly : wholly).increment();
    }
  }

  private Timer answers(String outcome) {
    return Timer.builder("tidewire.ingest.answer")
        .description("From the head of an admitted request to its answer")
        .tag("outcome", outcome)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private Counter readings(String outcome) {
    return Counter.builder(READINGS)
        .description(READINGS_HELP)
        .tag("outcome", outcome)
        .register(registry);
  }

  private Counter requests(int status, String problem) {
    return Counter.builder("tidewire.ingest.requests")
        .description("Requests to store readings, by the status and problem of their answers")
        .tag("status", Integer.toString(status))
        .tag("problem", problem)
        .register(registry);
  }
}
