package dev.tidewire.bench.machine;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** What was measured and on what. */
public record Machine(
    int cores,
    String processor,
    long memoryMebibytes,
    String os,
    String jdk,
    String tidewire,
    String commit,
    String quarkus,
    String kafka) {

  /** This machine, with the checkout that we run from. */
  public static Machine here(Path checkout) throws IOException {
    Properties versions = versions();
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        readProcessor(),
        readMemory(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        versions.getProperty("tidewire"),
        describe(checkout),
        versions.getProperty("quarkus"),
        versions.getProperty("kafka"));
  }

  private static Properties versions() throws IOException {
    Properties versions = new Properties();
    try (InputStream in =
        Machine.class.getResourceAsStream("/dev/tidewire/bench/versions.properties")) {
      if (in == null) {
        throw new IOException("versions.properties is not on the class path");
      }
      versions.load(in);
    }
    return versions;
  }

  private static String readProcessor() throws IOException {
    Path linux = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(linux)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(linux).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  private static long readMemory() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return system.getTotalMemorySize() >> 20;
    }
    return 0;
  }

  /** The commit, marked when files differ from it; a download without Git has none. */
  private static String describe(Path checkout) {
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
