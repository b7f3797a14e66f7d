package dev.tidewire.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to start and how to stop it.
 *
 * @param name the name in messages
 * @param command the program and its arguments
 * @param environment variables added to our own
 * @param log the file that its output is appended to
 * @param stopSignal how it is asked to stop
 * @param stopTimeout how long it may take to stop before it is killed
 */
public record ProcessSpec(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path log,
    StopSignal stopSignal,
    Duration stopTimeout) {

  public ProcessSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
