package dev.tidewire.processing.http;

import dev.tidewire.contract.DeadLetterReason;
import dev.tidewire.contract.Names;
import dev.tidewire.platform.problem.ItemError;
import dev.tidewire.platform.query.QueryReader;
import dev.tidewire.platform.text.EpochUnit;
import dev.tidewire.platform.text.TimeText;
import dev.tidewire.platform.text.TimeText.Rounding;
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
  private static final String REASONS =
      Arrays.stream(DeadLetterReason.values())
          .map(DeadLetterReason::code)
          .collect(Collectors.joining(", "));

  private final BiConsumer<String, String> reject;

  Values(BiConsumer<String, String> reject) {
    this.reject = reject;
  }

  LetterFilter filter(
      @Nullable String reason,
      @Nullable String sensor,
      @Nullable String from,
      @Nullable String to,
      @Nullable String precision) {
    EpochUnit unit = unit(precision);
    long fromMicros = time("from", from, unit, LetterFilter.FIRST);
    long toMicros = time("to", to, unit, LetterFilter.END);
    if (fromMicros >= toMicros) {
      reject.accept("from", "It must be earlier than `to`.");
    }
    return new LetterFilter(reason(reason), sensor(sensor), fromMicros, toMicros);
  }

  private @Nullable DeadLetterReason reason(@Nullable String code) {
    if (code == null) {
      return null;
    }
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      if (reason.code().equals(code)) {
        return reason;
      }
    }
    reject.accept("reason", "It must be one of " + REASONS + ".");
    return null;
  }

  private @Nullable String sensor(@Nullable String sensor) {
    String violation = sensor == null ? null : Names.sensorViolation(sensor);
    if (violation != null) {
      reject.accept("sensor", ItemError.sentence(violation));
    }
    return sensor;
  }

  private @Nullable EpochUnit unit(@Nullable String precision) {
    EpochUnit unit = precision == null ? null : EpochUnit.named(precision);
    if (precision != null && unit == null) {
      reject.accept("precision", QueryReader.PRECISION);
    }
    return unit;
  }

  private long time(String name, @Nullable String text, @Nullable EpochUnit unit, long absent) {
    if (text == null) {
      return absent;
    }
    long micros = TimeText.parse(text, unit, Rounding.UP);
    String violation = TimeText.violation(text, micros);
    if (violation != null) {
      reject.accept(name, violation);
      return absent;
    }
    return micros;
  }
}
