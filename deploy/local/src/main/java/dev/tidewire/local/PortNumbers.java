package dev.tidewire.local;

import dev.tidewire.local.process.StartFailedException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The port numbers chosen for this run, all different. */
final class PortNumbers {
  private static final int HIGHEST = 65535;

  private final Map<StackPort, Integer> numbers;

  private PortNumbers(Map<StackPort, Integer> numbers) {
    this.numbers = numbers;
  }

  /** Reads the environment; variables that are absent or empty leave the default. */
  static PortNumbers from(Map<String, String> environment) throws StartFailedException {
    Map<StackPort, Integer> numbers = new EnumMap<>(StackPort.class);
    Map<Integer, StackPort> users = new HashMap<>();
    for (StackPort port : StackPort.values()) {
      int number = number(port, environment.get(port.variable()));
      StackPort other = users.put(number, port);
      if (other != null) {
        throw new StartFailedException(
            "%s and %s are both to listen on port %d; set %s or %s to another"
                .formatted(other.user(), port.user(), number, other.variable(), port.variable()));
      }
      numbers.put(port, number);
    }
    return new PortNumbers(numbers);
  }

  private static int number(StackPort port, @Nullable String text) throws StartFailedException {
    if (text == null || text.isBlank()) {
      return port.defaultNumber();
    }
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= 1 && number <= HIGHEST) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    throw new StartFailedException(
        "%s is `%s`; it must be a port, 1 to %d".formatted(port.variable(), text, HIGHEST));
  }

  int of(StackPort port) {
    return Objects.requireNonNull(numbers.get(port));
  }
}
