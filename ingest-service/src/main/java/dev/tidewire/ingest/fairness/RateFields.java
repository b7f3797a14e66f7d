package dev.tidewire.ingest.fairness;

import dev.tidewire.ingest.answer.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields {@code RateLimit-Policy} and {@code RateLimit} (draft-ietf-httpapi-ratelimit-headers),
 * whose unit is readings: a sender that looks at them need not run into a limit.
 */
final class RateFields {
  private static final long SECOND = 1_000_000_000;

  private final List<String> policies = new ArrayList<>(2);
  private final List<String> levels = new ArrayList<>(2);

  private RateFields() {}

  /**
   * Of a client.
   *
   * @param ofSensor what the limit of a sensor refuses, if it does
   */
  static RateFields of(Client client, @Nullable Refusal ofSensor) {
    RateFields fields = new RateFields();
    Limit limit = client.limit();
    if (limit != null) {
      BucketTable.Level level = client.level(limit);
      fields.add(LimitKind.CLIENT, limit, level.left(), level.nanosUntilFull());
    }
    if (ofSensor != null && ofSensor.kind() == LimitKind.SENSOR) {
      fields.addOfSensor(ofSensor);
    }
    return fields;
  }

  /** The answer with the fields, where there are limits. */
  Answer in(Answer answer) {
    Answer told = with("RateLimit-Policy", policies, answer);
    return with("RateLimit", levels, told);
  }

  private static Answer with(String field, List<String> values, Answer answer) {
    return values.isEmpty() ? answer : answer.with(field, String.join(", ", values));
  }

  /** Of a body with too many readings of it, nothing says what is left to the sensor. */
  private void addOfSensor(Refusal refusal) {
    Limit limit = refusal.limit();
    if (refusal instanceof Refusal.Later later) {
      long rest = (limit.burst() - 1) * SECOND / limit.perSecond();
      add(LimitKind.SENSOR, limit, 0, later.nanos() + rest);
    } else {
      addPolicy(LimitKind.SENSOR, limit);
    }
  }

  private void addPolicy(LimitKind kind, Limit limit) {
    policies.add(
        "\"%s\";q=%d;qu=\"readings\";w=%d".formatted(kind.code(), limit.burst(), limit.seconds()));
  }

  private void add(LimitKind kind, Limit limit, long left, long nanosUntilFull) {
    addPolicy(kind, limit);
    levels.add(
        "\"%s\";r=%d;t=%d".formatted(kind.code(), left, (nanosUntilFull + SECOND - 1) / SECOND));
  }
}
