package dev.tidewire.local;

import dev.tidewire.local.process.StartFailedException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The port numbers chosen for this run, all different. */
final class PortNumbers {
  /** From the port of a service to that of its next replica. */
  static final int STEP = 10;

  private static final int HIGHEST = 65535;

  private final Map<StackPort, List<Integer>> numbers;

  private PortNumbers(Map<StackPort, List<Integer>> numbers) {
    this.numbers = numbers;
  }

  /**
   * Reads the environment; variables that are absent or empty leave the default.
   *
   * @param replicas how many there are of each service; each listens {@value #STEP} above the one
   *     before
   */
  static PortNumbers from(Map<String, String> environment, int replicas)
      throws StartFailedException {
    Map<StackPort, List<Integer>> numbers = new EnumMap<>(StackPort.class);
    Map<Integer, StackPort> users = new HashMap<>();
    for (StackPort port : StackPort.values()) {
      int first = number(port, environment.get(port.variable()));
      List<Integer> all = spread(port, first, port.isReplicated() ? replicas : 1);
      for (int number : all) {
        claim(port, number, users);
      }
      numbers.put(port, all);
    }
    return new PortNumbers(numbers);
  }

  private static List<Integer> spread(StackPort port, int first, int replicas)
      throws StartFailedException {
    List<Integer> all = new ArrayList<>();
    for (int replica = 0; replica < replicas; replica++) {
      all.add(first + replica * STEP);
    }
    int last = all.get(replicas - 1);
    if (last > HIGHEST) {
      throw new StartFailedException(
          "the last of %d replicas of %s would listen on port %d, but the highest port is %d; set %s to at most %d"
              .formatted(
                  replicas, port.user(), last, HIGHEST, port.variable(), HIGHEST - last + first));
    }
    return List.copyOf(all);
  }

  private static void claim(StackPort port, int number, Map<Integer, StackPort> users)
      throws StartFailedException {
    StackPort other = users.put(number, port);
    if (other != null) {
      throw new StartFailedException(
          "%s and %s cannot both listen on port %d; set %s or %s to another port"
              .formatted(other.user(), port.user(), number, other.variable(), port.variable()));
    }
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
      // Reported below, like a number out of range.
    }
    throw new StartFailedException(
        "%s is `%s`; it must be a port from 1 to %d".formatted(port.variable(), text, HIGHEST));
  }

  /** The port of the only, or the first, of its users. */
  int of(StackPort port) {
    return all(port).get(0);
  }

  /** The ports of all its users, the first replica first. */
  List<Integer> all(StackPort port) {
    return Objects.requireNonNull(numbers.get(port));
  }
}
