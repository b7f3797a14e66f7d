package dev.tidewire.processing.letters;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.platform.access.NameRange;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.processing.mirror.LetterFilter;
import dev.tidewire.processing.mirror.LetterId;
import dev.tidewire.processing.mirror.LetterPosition;
import dev.tidewire.processing.mirror.LetterState;
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

  static Conditions of(LetterFilter filter) {
    Conditions of = new Conditions();
    of.filter(filter);
    return of;
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
    conditions.add(among(ids));
    return this;
  }

  /** The condition that the letter is one of these. */
  String among(Collection<LetterId> ids) {
    Integer[] partitions = ids.stream().map(LetterId::partition).toArray(Integer[]::new);
    Long[] offsets = ids.stream().map(LetterId::offset).toArray(Long[]::new);
    Long[] millis = ids.stream().map(LetterId::millis).toArray(Long[]::new);
    return """
        (letter_partition, letter_offset, letter_millis) IN
          (SELECT * FROM unnest(%s::int[], %s::bigint[], %s::bigint[]))"""
        .formatted(parameter(partitions), parameter(offsets), parameter(millis));
  }

  /** The place as values of the columns of {@link LetterScan#ORDER}. */
  String after(LetterScan.Place place) {
    return "%s::int, %s::bigint, %s::int, %s::bigint, %s::int, %s::bigint"
        .formatted(
            parameter(place.sourcePartition()),
            parameter(place.sourceOffset()),
            parameter(place.sourcePosition()),
            parameter(place.id().millis()),
            parameter(place.id().partition()),
            parameter(place.id().offset()));
  }

  /** Only letters that failed before this one. */
  Conditions before(@Nullable LetterPosition position) {
    if (position != null) {
      conditions.add(
          """
          (failed_at, letter_partition, letter_offset, letter_millis)
            < (%s::timestamptz, %s::int, %s::bigint, %s::bigint)"""
              .formatted(
                  parameter(ReadingTime.toUtc(position.failedAtMicros())),
                  parameter(position.id().partition()),
                  parameter(position.id().offset()),
                  parameter(position.id().millis())));
    }
    return this;
  }

  /** Only letters that existed at this time. */
  Conditions mirroredBefore(long micros) {
    return and("mirrored_at < %s::timestamptz", ReadingTime.toUtc(micros));
  }

  String where() {
    return "WHERE " + all();
  }

  /** All conditions as one. */
  String all() {
    return conditions.isEmpty() ? "true" : String.join(" AND ", conditions);
  }

  Tuple tuple() {
    return Tuple.wrap(parameters);
  }

  /** Only letters about one of these sensors; those without a known one are only among all. */
  Conditions visible(SensorPatterns sensors) {
    if (!sensors.isAll()) {
      List<NameRange> ranges = sensors.ranges("");
      conditions.add(
          """
          EXISTS (
            SELECT FROM unnest(%s::text[], %s::text[]) AS range (first, after_last)
            WHERE sensor COLLATE "C" >= first AND sensor COLLATE "C" < after_last)"""
              .formatted(
                  parameter(ranges.stream().map(NameRange::from).toArray(String[]::new)),
                  parameter(ranges.stream().map(NameRange::to).toArray(String[]::new))));
    }
    return this;
  }

  private void filter(LetterFilter filter) {
    and("failed_at >= %s::timestamptz", ReadingTime.toUtc(filter.fromMicros()));
    and("failed_at < %s::timestamptz", ReadingTime.toUtc(filter.toMicros()));
    if (filter.reason() != null) {
      and("reason = %s::text", filter.reason());
    }
    if (filter.sensor() != null) {
      and("sensor = %s::text", filter.sensor());
    }
  }

  private Conditions and(String condition, Object value) {
    conditions.add(condition.formatted(parameter(value)));
    return this;
  }
}
