package dev.tidewire.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the command line asks for. */
sealed interface Request {
  /**
   * Run the stack.
   *
   * @param data the folder that keeps everything between runs
   * @param fresh whether to delete the data in the folder first
   * @param demo whether to send readings of simulated sensors
   * @param replicas how many of each service
   * @param without the services not to run
   * @param secure whether with TLS, users, and a key for callers
   */
  record Run(
      Path data, boolean fresh, boolean demo, int replicas, Set<StackPort> without, boolean secure)
      implements Request {
    /** A replica of processing takes two partitions or more; there are twelve. */
    static final int MOST_REPLICAS = 6;

    public Run {
      without = Set.copyOf(without);
    }
  }

  /** A request that cannot be carried out; the message says why. */
  record Mistake(String message) implements Request {}

  /** Reads the arguments of {@code up}. */
  static Request parse(List<String> arguments) {
    Path data = null;
    boolean fresh = false;
    boolean demo = false;
    int replicas = 1;
    boolean secure = false;
    Set<StackPort> without = EnumSet.noneOf(StackPort.class);
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      switch (argument) {
        case "--fresh" -> fresh = true;
        case "--demo" -> demo = true;
        case "--secure" -> secure = true;
        case "--data" -> {
          data = folder(rest);
          if (data == null) {
            return new Mistake("--data needs the name of a folder");
          }
        }
        case "--replicas" -> {
          replicas = replicas(rest);
          if (replicas == 0) {
            return new Mistake("--replicas needs a number, 1 to " + Run.MOST_REPLICAS);
          }
        }
        case "--without" -> {
          Optional<StackPort> service = service(rest);
          if (service.isEmpty()) {
            return new Mistake("--without needs a service: ingest, processing or query");
          }
          without.add(service.get());
        }
        default -> {
          return new Mistake("`" + argument + "` is not an option; --help lists them");
        }
      }
    }
    if (secure && (demo || !without.isEmpty())) {
      return new Mistake(
          "--secure runs without --demo and --without: those send and connect without keys");
    }
    return data == null
        ? new Mistake("--data is missing; it names the folder that keeps the data")
        : new Run(data, fresh, demo, replicas, without, secure);
  }

  /** The number of replicas, or 0 when the argument is not a number that we can run. */
  private static int replicas(Iterator<String> rest) {
    String number = rest.hasNext() ? rest.next() : "";
    return number.matches("[1-" + Run.MOST_REPLICAS + "]") ? Integer.parseInt(number) : 0;
  }

  private static Optional<StackPort> service(Iterator<String> rest) {
    String name = rest.hasNext() ? rest.next() : "";
    return Arrays.stream(StackPort.values())
        .filter(port -> port.isService() && port.user().equals(name))
        .findFirst();
  }

  private static @Nullable Path folder(Iterator<String> rest) {
    String name = rest.hasNext() ? rest.next() : "";
    return name.isBlank() || name.startsWith("--")
        ? null
        : Path.of(name).toAbsolutePath().normalize();
  }
}
