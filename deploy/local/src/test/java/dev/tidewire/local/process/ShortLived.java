package dev.tidewire.local.process;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * JVMs that run for the length of a test. When the test's own JVM leaves out the optimizing
 * compiler, they do too: it would take more CPU than it saves.
 */
public final class ShortLived {
  private static final String NO_OPTIMIZING_COMPILER = "-XX:TieredStopAtLevel=1";

  private ShortLived() {}

  /** How to start this JVM for a test; other programs are started as they are. */
  public static ProcessSpec of(ProcessSpec spec) {
    String program = spec.command().get(0);
    if (!program.endsWith("/java") || !ownArguments().contains(NO_OPTIMIZING_COMPILER)) {
      return spec;
    }
    List<String> command = new ArrayList<>(spec.command());
    command.add(1, NO_OPTIMIZING_COMPILER);
    return new ProcessSpec(
        spec.name(),
        command,
        spec.environment(),
        spec.log(),
        spec.stopSignal(),
        spec.stopTimeout());
  }

  private static List<String> ownArguments() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }
}
