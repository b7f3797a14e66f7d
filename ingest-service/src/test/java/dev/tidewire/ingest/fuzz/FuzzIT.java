package dev.tidewire.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jazzer looks for bodies that end in an exception, a hang or out of memory, by the branches that
 * they take: for seconds, with {@code -Plong} for half an hour. What it finds is written to {@code
 * target/fuzz}, and belongs into {@code src/test/resources/fuzz}.
 */
class FuzzIT {
  private static final String SECONDS = System.getProperty("tidewire.fuzz.seconds", "10");

  /**
   * Builds look at the same inputs, as far as their machines are as fast; 0 is another each time.
   */
  private static final String SEED = System.getProperty("tidewire.fuzz.seed", "1");

  private static final Path SEEDS = Path.of("src/test/resources/fuzz").toAbsolutePath();
  private static final Path CASES = Path.of("src/test/resources/cases");
  private static final Path FOUND = Path.of("target/fuzz").toAbsolutePath();

  /** More is not printed of a run that has failed. */
  private static final int SHOWN = 8_000;

  @TempDir Path corpus;

  @Test
  void noBodyIsTooMuchForAFormat() throws Exception {
    // Given
    seed();
    Files.createDirectories(FOUND);
    Path log = corpus.resolveSibling(corpus.getFileName() + ".log");

    // When
    Process fuzzer =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int exit = fuzzer.waitFor();

    // Then
    String output = Files.readString(log, StandardCharsets.ISO_8859_1);
    Files.delete(log);
    assertThat(exit).as(() -> output.substring(Math.max(0, output.length() - SHOWN))).isZero();
    assertThat(output).contains("DONE").contains("cov:");
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        Jazzer.class.getName(),
        "--target_class=" + FuzzTarget.class.getName(),
        "--instrumentation_includes=dev.tidewire.**",
        "--reproducer_path=" + FOUND,
        "-artifact_prefix=" + FOUND + "/",
        "-max_total_time=" + SECONDS,
        "-seed=" + SEED,
        "-timeout=5",
        // The heap bounds what it needs. What libFuzzer measures is the most that the process which
        // started it has ever needed.
        "-rss_limit_mb=0",
        corpus.toString(),
        SEEDS.toString());
  }

  /** The bodies of real shapes, as those of the grammars that may read them. */
  private void seed() throws IOException {
    try (Stream<Path> cases = Files.list(CASES)) {
      for (Path body : cases.toList()) {
        for (Grammar grammar : Grammar.values()) {
          if (body.toString().endsWith(extension(grammar))) {
            seed(grammar, body);
          }
        }
      }
    }
  }

  private void seed(Grammar grammar, Path body) throws IOException {
    byte[] bytes = Files.readAllBytes(body);
    byte[] input = new byte[bytes.length + FuzzTarget.HEAD];
    input[0] = (byte) grammar.ordinal();
    input[1] = 1;
    System.arraycopy(bytes, 0, input, FuzzTarget.HEAD, bytes.length);
    Files.write(corpus.resolve(grammar + "-" + body.getFileName()), input);
  }

  private static String extension(Grammar grammar) {
    return switch (grammar) {
      case JSON, LENIENT_JSON -> ".json";
      case NDJSON -> ".ndjson";
      case CSV, WIDE_CSV -> ".csv";
      default -> ".none";
    };
  }
}
