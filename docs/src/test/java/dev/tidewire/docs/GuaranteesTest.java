package dev.tidewire.docs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every guarantee on the page has a test, and the build has run it. */
class GuaranteesTest {
  private static final Path PAGE = Path.of("guarantees.md");

  private static final int SHOWN = 5;

  private final List<Promise> promises = promises();

  private static List<Promise> promises() {
    try {
      return Promise.on(Files.readString(PAGE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyPromise_linksToATestThatExists() {
    assertThat(promises)
        .isNotEmpty()
        .allSatisfy(
            promise ->
                assertThat(promise.file()).content().contains("void " + promise.method() + "("));
  }

  /** A test that was skipped or did not run shows nothing. */
  @Test
  void everyPromise_wasTestedByThisBuild() throws IOException {
    // Given
    List<Ran> build =
        Reports.of(
            Path.of(System.getProperty("tidewire.root")),
            Instant.parse(System.getProperty("tidewire.build.started")));

    // When
    List<String> untested =
        promises.stream()
            .filter(GuaranteesTest::canRunHere)
            .filter(promise -> !promise.isKeptBy(build))
            .map(promise -> promise.title() + ": " + promise.excuse(build))
            .toList();

    // Then
    assumeTrue(untested.isEmpty() || System.getenv("CI") != null, () -> summary(untested));
    assertThat(untested).as("promises that this build has not tested").isEmpty();
  }

  private static String summary(List<String> untested) {
    return untested.size()
        + " promises not tested by this build, which fails in CI: "
        + untested.stream().limit(SHOWN).collect(joining("; "));
  }

  /** A build with images runs only the tests that need images. */
  private static boolean canRunHere(Promise promise) {
    boolean images = System.getProperty("tidewire.services", "packages").equals("images");
    return promise.conditions().contains("on images") == images
        && promise.conditions().stream().allMatch(GuaranteesTest::holds);
  }

  private static boolean holds(String condition) {
    return switch (condition) {
      case "on images" -> System.getProperty("tidewire.services", "").equals("images");
      case "on Linux" -> System.getProperty("os.name").equals("Linux");
      case "with clients" -> Boolean.getBoolean("tidewire.clients");
      case "in the long run" -> Boolean.getBoolean("tidewire.long");
      default ->
          throw new IllegalArgumentException("the page knows no condition `" + condition + "`");
    };
  }
}
