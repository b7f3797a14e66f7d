package dev.tidewire.bench.stack;

import dev.tidewire.bench.machine.Part;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Tells the processes of the stack apart by their command lines. */
final class StackProcesses {
  private StackProcesses() {}

  /** The process of each part among the descendants of {@code up}. */
  static Map<Part, ProcessHandle> find(ProcessHandle up) {
    Map<Part, ProcessHandle> found = new EnumMap<>(Part.class);
    // Parents come before their children: of Postgres the first is the postmaster.
    up.descendants()
        .forEach(
            process ->
                part(process.info().commandLine().orElse(""))
                    .ifPresent(part -> found.putIfAbsent(part, process)));
    for (Part part : Part.values()) {
      boolean isOurs = part == Part.LOAD || part == Part.LIMIT;
      if (!isOurs && !found.containsKey(part)) {
        throw new IllegalStateException("deploy/local/up has no process that is " + part.label());
      }
    }
    return found;
  }

  /** The part that a command line belongs to, empty for a helper. */
  static Optional<Part> part(String commandLine) {
    if (commandLine.contains("quarkus-run.jar")) {
      return serviceOf(commandLine);
    }
    String program = commandLine.split(" ", 2)[0];
    if (program.endsWith("/postgres")) {
      return Optional.of(Part.POSTGRES);
    }
    if (commandLine.contains(" dev.tidewire.local.kafka.BrokerMain ")) {
      return Optional.of(Part.KAFKA);
    }
    boolean supervisor = commandLine.contains(" dev.tidewire.local.Up ");
    return supervisor ? Optional.of(Part.SUPERVISOR) : Optional.empty();
  }

  private static Optional<Part> serviceOf(String commandLine) {
    if (commandLine.contains("ingest-service")) {
      return Optional.of(Part.INGEST);
    }
    if (commandLine.contains("processing-service")) {
      return Optional.of(Part.PROCESSING);
    }
    return commandLine.contains("query-service") ? Optional.of(Part.QUERY) : Optional.empty();
  }
}
