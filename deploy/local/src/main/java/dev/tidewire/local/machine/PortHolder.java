package dev.tidewire.local.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the process that listens on a port, with {@code lsof} or {@code ss}. */
public final class PortHolder {
  private static final Pattern LSOF = Pattern.compile("p(\\d+)");
  private static final Pattern SS = Pattern.compile("pid=(\\d+)");

  private PortHolder() {}

  /** The process that listens on the port, if one of the tools finds it. */
  public static Optional<String> of(int port) {
    return pid(LSOF, "lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fp")
        .or(() -> pid(SS, "ss", "-Hltnp", "sport = :" + port))
        .map(PortHolder::describe);
  }

  private static Optional<Long> pid(Pattern pattern, String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher matcher = pattern.matcher(output);
      return matcher.find() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
    } catch (IOException e) {
      // The tool is not installed; who holds the port remains unknown.
      return Optional.empty();
    }
  }

  private static String describe(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().command())
        .map(command -> "process " + pid + " (" + command + ")")
        .orElse("process " + pid);
  }
}
