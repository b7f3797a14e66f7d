package dev.tidewire.bench.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What was measured and on what, for the head of the report. */
public final class Machine {
  private Machine() {}

  /** This machine and the checkout that is measured, in two lines. */
  public static String describe(Path checkout) throws IOException {
    return "%d cores of %s, %s %s, %s %s.\nTidewire at commit %s."
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            processor(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.vm.name"),
            Runtime.version(),
            commit(checkout));
  }

  private static String processor() throws IOException {
    Path linux = Path.of("/proc/cpuinfo");
    String description = Files.isReadable(linux) ? Files.readString(linux) : "";
    return description
        .lines()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  /** The commit, marked when files differ from it; a download without Git has none. */
  private static String commit(Path checkout) {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*")
              .directory(checkout.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String commit =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return commit.isEmpty() ? "unknown" : commit;
    } catch (IOException e) {
      return "unknown";
    }
  }
}
