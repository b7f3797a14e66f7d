package dev.tidewire.ingest.format;

import dev.tidewire.contract.Names;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A query parameter.
 *
 * @param check what is wrong with a value, such as "sensor must not be empty", or null
 */
public record Parameter(String name, Function<String, @Nullable String> check) {
  /** The sensor of readings that name none. */
  public static final Parameter SENSOR = new Parameter("sensor", Names::sensorViolation);

  /** The metric of readings that name none. */
  public static final Parameter METRIC = new Parameter("metric", Names::metricViolation);

  /** The unit of readings that name none. */
  public static final Parameter UNIT = new Parameter("unit", Names::unitViolation);

  /** Whether the answer shows the first readings. */
  public static final Parameter PREVIEW = flag("preview");

  /** Whether the request only asks what would become of it, and nothing is published. */
  public static final Parameter DRY_RUN = flag("dryRun");

  /** A parameter that is {@code true} or {@code false}. */
  public static Parameter flag(String name) {
    return new Parameter(
        name,
        value ->
            value.equals("true") || value.equals("false") ? null : name + " must be true or false");
  }
}
