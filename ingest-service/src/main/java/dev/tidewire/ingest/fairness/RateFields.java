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
      Limit own = ofSensor.limit();
      long rest = (own.burst() - 1) * SECOND / own.perSecond();
      fields.add(LimitKind.SENSOR, own, 0, ofSensor.nanos() + rest);
    }
    return fields;
  }

  /** The answer with the fields, where there are limits. */
  Answer in(Answer answer) {
    return levels.isEmpty()
        ? answer
        : answer
            .with("RateLimit-Policy", String.join(", ", policies))
            .with("RateLimit", String.join(", ", levels));
  }

  private void add(LimitKind kind, Limit limit, long left, long nanosUntilFull) {
    policies.add(
        "\"%s\";q=%d;qu=\"readings\";w=%d".formatted(kind.code(), limit.burst(), limit.seconds()));
    levels.add(
        "\"%s\";r=%d;t=%d".formatted(kind.code(), left, (nanosUntilFull + SECOND - 1) / SECOND));
  }
}
