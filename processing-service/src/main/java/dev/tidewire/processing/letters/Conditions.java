package dev.tidewire.processing.letters;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.processing.mirror.LetterFilter;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.mirror.LetterPosition;
import dev.tidewire.processing.mirror.LetterState;
import dev.tidewire.processing.mirror.Selection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions on {@code dead_letter} of one statement. It contains only the conditions that are
 * needed, so that the planner can use the index for them. Values are always parameters.
 */
final class Conditions {
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();

  static Conditions of(Selection selection) {
    Conditions of = new Conditions();
    if (selection instanceof LetterFilter filter) {
      of.filter(filter);
    } else if (selection instanceof Selection.Ids ids) {
      of.ids(ids.ids());
    }
    return of;
  }

  /** The open letters of a selection. */
  static Conditions open(Selection selection) {
    return of(selection).state(LetterState.OPEN);
  }

  /** Adds a parameter and returns its placeholder. */
  String parameter(Object value) {
    parameters.add(value);
    return "$" + parameters.size();
  }

  Conditions state(@Nullable LetterState state) {
    if (state != null) {
      and("state = %s::text", state.code());
    }
    return this;
  }

  Conditions ids(Collection<LetterId> ids) {
    Integer[] partitions = ids.stream().map(LetterId::partition).toArray(Integer[]::new);
    Long[] offsets = ids.stream().map(LetterId::offset).toArray(Long[]::new);
    conditions.add(
        "(letter_partition, letter_offset) IN (SELECT * FROM unnest(%s::int[], %s::bigint[]))"
            .formatted(parameter(partitions), parameter(offsets)));
    return this;
  }

  /** Only letters that failed before this one. */
  Conditions before(@Nullable LetterPosition position) {
    return position == null ? this : relativeTo(position, "<");
  }

  /** Only letters that failed after this one. */
  Conditions after(@Nullable LetterPosition position) {
    return position == null ? this : relativeTo(position, ">");
  }

  /** Only letters with fewer attempts. */
  Conditions attemptsBelow(int attempts) {
    return and("attempt < %s::int", attempts);
  }

  /** Only letters that existed at this time. */
  Conditions mirroredBefore(long micros) {
    return and("mirrored_at < %s::timestamptz", ReadingTime.toUtc(micros));
  }

  String where() {
    return "WHERE " + String.join(" AND ", conditions);
  }

  Tuple tuple() {
    return Tuple.wrap(parameters);
  }

  private void filter(LetterFilter filter) {
    and("failed_at >= %s::timestamptz", ReadingTime.toUtc(filter.fromMicros()));
    and("failed_at < %s::timestamptz", ReadingTime.toUtc(filter.toMicros()));
    if (filter.reason() != null) {
      and("reason = %s::text", filter.reason().code());
    }
    if (filter.sensor() != null) {
      and("sensor = %s::text", filter.sensor());
    }
  }

  private Conditions relativeTo(LetterPosition position, String operator) {
    conditions.add(
        "(failed_at, letter_partition, letter_offset) %s (%s::timestamptz, %s::int, %s::bigint)"
            .formatted(
                operator,
                parameter(ReadingTime.toUtc(position.failedAtMicros())),
                parameter(position.id().partition()),
                parameter(position.id().offset())));
    return this;
  }

  private Conditions and(String condition, Object value) {
    conditions.add(condition.formatted(parameter(value)));
    return this;
  }
}
