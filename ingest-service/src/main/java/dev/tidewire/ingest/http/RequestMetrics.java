package dev.tidewire.ingest.http;

import dev.tidewire.ingest.admission.Admission;
import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.exchange.ExchangeMetrics;
import dev.tidewire.ingest.intake.WrongTimes;
import dev.tidewire.platform.problem.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The metrics of requests. */
final class RequestMetrics implements ExchangeMetrics {
  private static final String READINGS = "tidewire.ingest.readings";
  private static final String READINGS_HELP =
      "Readings acknowledged by Kafka (accepted) and items refused as wrong (rejected)";

  private static final Set<ProblemType> OWN_PROBLEMS =
      EnumSet.of(
          ProblemType.UNREADABLE_BODY,
          ProblemType.INVALID_READINGS,
          ProblemType.INVALID_PARAMETER,
          ProblemType.METHOD_NOT_ALLOWED,
          ProblemType.INVALID_IDEMPOTENCY_KEY,
          ProblemType.REQUEST_IN_PROGRESS,
          ProblemType.IDEMPOTENCY_KEY_REUSED,
          ProblemType.BODY_TIMEOUT,
          ProblemType.BODY_TOO_LARGE,
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          ProblemType.INTERNAL_ERROR,
          ProblemType.OVERLOADED,
          ProblemType.RATE_EXCEEDED,
          ProblemType.KAFKA_UNAVAILABLE,
          ProblemType.SHUTTING_DOWN);

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
  private final Counter displaced;
  private final Counter refusedTimes;
  private final Counter clampedTimes;
  private final Counter keptTimes;
  private final Map<Kind, Counter> requests = new ConcurrentHashMap<>();
  private final Timer answerToAccepted;
  private final Timer answerToRefused;

  RequestMetrics(MeterRegistry registry, Admission admission) {
    this.registry = registry;
    accepted = readings("accepted");
    rejected = readings("rejected");
    refusedTimes = wrongTimes("refused");
    clampedTimes = wrongTimes("clamped");
    keptTimes = wrongTimes("kept");
    displaced =
        Counter.builder("tidewire.ingest.displaced")
            .description("Requests whose bodies did not come, and that made way for others")
            .register(registry);
    answerToAccepted = answers("accepted");
    answerToRefused = answers("refused");
    // Tidewire's own answers are exported from the start, others from their first occurrence.
    requests.computeIfAbsent(new Kind(200, null), this::requests);
    requests.computeIfAbsent(new Kind(202, null), this::requests);
    requests.computeIfAbsent(new Kind(207, null), this::requests);
    for (ProblemType type : OWN_PROBLEMS) {
      requests.computeIfAbsent(new Kind(type.status(), type), this::requests);
    }
    Gauge.builder("tidewire.ingest.inflight.bytes", admission, Admission::bytes)
        .description("Bytes of bodies received or unpacked and not answered yet")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("tidewire.ingest.inflight.requests", admission, Admission::requests)
        .description("Requests not answered yet")
        .register(registry);
  }

  @Override
  public void rejected(int items) {
    rejected.increment(items);
  }

  @Override
  public void wrongTimes(WrongTimes times) {
    refusedTimes.increment(times.refused());
    clampedTimes.increment(times.clamped());
    keptTimes.increment(times.kept());
  }

  private Counter wrongTimes(String outcome) {
    return Counter.builder("tidewire.ingest.wrong.times")
        .description("Readings that are older, or further ahead, than is allowed")
        .tag("outcome", outcome)
        .register(registry);
  }

  @Override
  public void displaced() {
    displaced.increment();
  }

  @Override
  public void accepted(int readings) {
    accepted.increment(readings);
  }

  @Override
  public void answered(Answer answer, long nanos) {
    answered(answer);
    Timer timer = answer.problem() == null ? answerToAccepted : answerToRefused;
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A request has been answered, admitted or not. */
  void answered(Answer answer) {
    requests
        .computeIfAbsent(new Kind(answer.status(), answer.problem()), this::requests)
        .increment();
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

  private Counter requests(Kind kind) {
    return Counter.builder("tidewire.ingest.requests")
        .description("Requests with readings, by the status and problem of their answers")
        .tag("status", Integer.toString(kind.status))
        .tag("problem", kind.problem == null ? NO_PROBLEM : kind.problem.code())
        .register(registry);
  }

  private record Kind(int status, @Nullable ProblemType problem) {}
}
