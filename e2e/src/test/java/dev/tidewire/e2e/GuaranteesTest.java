package dev.tidewire.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of promises names tests that there are. */
class GuaranteesTest {
  private static final Pattern LINK = Pattern.compile("\\[(\\w+)\\.(\\w+)]\\(([^)]+)\\)");
  private static final Path PAGE = Path.of("../docs/guarantees.md");

  @Test
  void everyPromiseLinksToATestThatExists() throws IOException {
    // Given
    List<MatchResult> links = LINK.matcher(Files.readString(PAGE)).results().toList();
    assertThat(links).isNotEmpty();

    for (MatchResult link : links) {
      // When
      Path file = PAGE.resolveSibling(link.group(3));

      // Then
      assertThat(file).isRegularFile().hasFileName(link.group(1) + ".java");
      assertThat(file).content().contains("void " + link.group(2) + "(");
    }
  }
}
