package dev.tidewire.platform.query;

import dev.tidewire.platform.text.DoubtfulNumber;
import dev.tidewire.platform.text.EpochUnit;
import dev.tidewire.platform.text.NumberText;
import dev.tidewire.platform.text.Text;
import dev.tidewire.platform.text.TimeText;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads values that come in a query or in a body, in the same way and with the same words. What is
 * wrong goes to {@code reject}, as a name and a sentence; the value is harmless then.
 */
public final class ValueReader {
  private final BiConsumer<String, String> reject;

  /** Gives each mistake to {@code reject}. */
  public ValueReader(BiConsumer<String, String> reject) {
    this.reject = reject;
  }

  /**
   * One of some values, by its name; null when the text is null or no such name.
   *
   * @param nameOf the name of a value in the request
   */
  public <E> @Nullable E choice(
      String name, @Nullable String text, List<E> values, Function<E, String> nameOf) {
    if (text == null) {
      return null;
    }
    for (E value : values) {
      if (nameOf.apply(value).equals(text)) {
        return value;
      }
    }
    String names = values.stream().map(nameOf).collect(Collectors.joining(", "));
    reject.accept(name, "It must be one of " + names + ".");
    return null;
  }

  /** {@code precision}, the unit of times that are numbers, or null when their size tells it. */
  public @Nullable EpochUnit precision(@Nullable String text) {
    return choice("precision", text, List.of(EpochUnit.values()), EpochUnit::code);
  }

  /**
   * Microseconds since 1970.
   *
   * @param unit of a number, or null for the one that its size tells
   */
  public long time(String name, @Nullable String text, @Nullable EpochUnit unit, long absent) {
    if (text == null) {
      return absent;
    }
    long micros = TimeText.parse(text, unit, TimeText.Rounding.UP);
    String violation = TimeText.violation(text, micros);
    if (violation == null && unit == null) {
      violation = doubt(text, micros);
    }
    if (violation != null) {
      reject.accept(name, violation);
      return absent;
    }
    return micros;
  }

  private static @Nullable String doubt(String text, long micros) {
    Text number = new Text();
    number.set(text);
    DoubtfulNumber doubt = NumberText.isDecimal(number) ? DoubtfulNumber.of(number, micros) : null;
    return doubt == null
        ? null
        : "It can be a %s or a number since 1970. Write a date like 2026-11-03T15:30:00Z, or say precision= for the number."
            .formatted(doubt.isDay() ? "day of a spreadsheet" : "date");
  }
}
