package dev.tidewire.bench.stack;

import dev.tidewire.bench.machine.Part;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises the processes of the stack by their command lines. */
final class StackProcesses {
  private static final Map<Part, Pattern> COMMANDS =
      Map.of(
          Part.INGEST, Pattern.compile("ingest-service\\S*quarkus-run\\.jar"),
          Part.PROCESSING, Pattern.compile("processing-service\\S*quarkus-run\\.jar"),
          Part.QUERY, Pattern.compile("query-service\\S*quarkus-run\\.jar"),
          Part.KAFKA, Pattern.compile(" dev\\.tidewire\\.local\\.kafka\\.BrokerMain "),
          Part.POSTGRES, Pattern.compile("^\\S*/postgres "),
          Part.SUPERVISOR, Pattern.compile(" dev\\.tidewire\\.local\\.Up "));

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
    for (Part part : COMMANDS.keySet()) {
      if (!found.containsKey(part)) {
        throw new IllegalStateException("deploy/local/up runs no process for " + part.label());
      }
    }
    return found;
  }

  /** The part that a command line belongs to, empty for a helper. */
  static Optional<Part> part(String commandLine) {
    return COMMANDS.entrySet().stream()
        .filter(command -> command.getValue().matcher(commandLine).find())
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
