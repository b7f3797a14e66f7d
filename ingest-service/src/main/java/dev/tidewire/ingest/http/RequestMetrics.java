package dev.tidewire.ingest.http;

import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.answer.ProblemType;
import dev.tidewire.ingest.parse.ParseOutcome;
import dev.tidewire.ingest.request.Admission;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What is measured of the requests. */
final class RequestMetrics {
  private static final String READINGS = "tidewire.ingest.readings";
  private static final String READINGS_HELP =
      "Readings stored in Kafka (accepted) and items refused as wrong (rejected)";

  private static final String NO_PROBLEM = "none";

  private final MeterRegistry registry;
  private final Counter accepted;
  private final Counter rejected;
  private final Map<ProblemType, Counter> problems = new EnumMap<>(ProblemType.class);
  private final Counter wholly;
  private final Counter partly;

  RequestMetrics(MeterRegistry registry, Admission admission) {
    this.registry = registry;
    accepted = readings("accepted");
    rejected = readings("rejected");
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

  void answered(Answer answer) {
    ProblemType problem = answer.problem();
    if (problem != null) {
      Objects.requireNonNull(problems.get(problem)).increment();
    } else {
      (answer.status() == 207 ? partly : wholly).increment();
    }
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
