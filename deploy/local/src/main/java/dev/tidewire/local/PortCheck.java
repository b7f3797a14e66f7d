package dev.tidewire.local;

import dev.tidewire.local.machine.Ports;
import dev.tidewire.local.process.StartFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Finds the ports that are taken before anything starts: who has them, and how to choose others.
 */
final class PortCheck {
  private final IntFunction<Optional<String>> holder;

  /**
   * @param holder knows who listens on a port
   */
  PortCheck(IntFunction<Optional<String>> holder) {
    this.holder = holder;
  }

  /** Whether nobody has the ports of these users. */
  static boolean areFree(PortNumbers ports, Set<StackPort> users) {
    return users.stream().flatMap(user -> ports.all(user).stream()).allMatch(Ports::isFree);
  }

  /**
   * @param users whose ports must be free
   */
  void check(PortNumbers ports, Set<StackPort> users) throws StartFailedException {
    List<String> complaints = new ArrayList<>();
    for (StackPort port : users) {
      for (int number : ports.all(port)) {
        if (!Ports.isFree(number)) {
          complaints.add(complaint(port, ports.of(port), number));
        }
      }
    }
    if (!complaints.isEmpty()) {
      throw new StartFailedException(String.join("\n", complaints));
    }
  }

  private String complaint(StackPort port, int first, int number) {
    return "port %d, for %s, is taken%s; stop that process, or choose another port: %s=%d"
        .formatted(
            number,
            port.user(),
            holder.apply(number).map(name -> " by " + name).orElse(""),
            port.variable(),
            first < 60000 ? first + 1000 : first - 1000);
  }
}
