package dev.tidewire.query.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidewire.contract.Names;
import dev.tidewire.platform.query.Cursors;
import dev.tidewire.platform.query.QueryIdentity;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A place in a list that is in the byte order of its names. */
public record NamePosition(String name) {
  /** The cursor that continues after this name, valid for this query only. */
  public String cursor(QueryIdentity query) {
    return Cursors.seal(query, name.getBytes(UTF_8));
  }

  /**
   * The position in {@code cursor} of a list of sensors, or null when it is not from this query.
   */
  public static @Nullable NamePosition ofSensor(String cursor, QueryIdentity query) {
    return of(cursor, query, Names::sensorViolation);
  }

  /**
   * The position in {@code cursor} of a list of metrics, or null when it is not from this query.
   */
  public static @Nullable NamePosition ofMetric(String cursor, QueryIdentity query) {
    return of(cursor, query, Names::metricViolation);
  }

  private static @Nullable NamePosition of(
      String cursor, QueryIdentity query, Function<String, @Nullable String> violation) {
    byte @Nullable [] bytes = Cursors.open(query, cursor);
    if (bytes == null) {
      return null;
    }
    String name = new String(bytes, UTF_8);
    return violation.apply(name) == null ? new NamePosition(name) : null;
  }
}
