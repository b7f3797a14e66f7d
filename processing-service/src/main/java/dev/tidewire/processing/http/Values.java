package dev.tidewire.processing.http;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.Names;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.query.ValueReader;
import dev.tidewire.platform.text.EpochUnit;
import dev.tidewire.processing.mirror.LetterFilter;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a filter, which come in a query or a body. What is wrong goes to {@code
 * reject} with the value's name; the filter is harmless then.
 */
final class Values {
  private static final String KNOWN_REASONS =
      Arrays.stream(DeadLetterReason.values())
          .map(DeadLetterReason::code)
          .collect(Collectors.joining(", "));

  private final BiConsumer<String, String> reject;
  private final ValueReader values;

  Values(BiConsumer<String, String> reject) {
    this.reject = reject;
    this.values = new ValueReader(reject);
  }

  LetterFilter filter(
      @Nullable String reason,
      @Nullable String sensor,
      @Nullable String from,
      @Nullable String to,
      @Nullable String precision) {
    EpochUnit unit = values.precision(precision);
    long fromMicros = values.time("from", from, unit, LetterFilter.FIRST);
    long toMicros = values.time("to", to, unit, LetterFilter.END);
    if (fromMicros >= toMicros) {
      reject.accept("from", "It must be earlier than `to`.");
    }
    return new LetterFilter(reason(reason), sensor(sensor), fromMicros, toMicros);
  }

  private @Nullable String reason(@Nullable String code) {
    if (code != null && !DeadLetterReason.isCode(code)) {
      reject.accept(
          "reason",
          "It must be a code of lower-case letters, digits and hyphens; this release knows "
              + KNOWN_REASONS
              + ".");
    }
    return code;
  }

  private @Nullable String sensor(@Nullable String sensor) {
    String violation = sensor == null ? null : Names.sensorViolation(sensor);
    if (violation != null) {
      reject.accept("sensor", ItemError.sentence(violation));
    }
    return sensor;
  }
}
