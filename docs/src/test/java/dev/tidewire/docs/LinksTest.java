package dev.tidewire.docs;

import static dev.tidewire.docs.Checkout.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every link between the pages of the repository leads to a file and a section that exist. */
class LinksTest {
  private static final Pattern LINK =
      Pattern.compile("]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  @Test
  void everyLink_leadsSomewhere() throws IOException {
    // Given
    List<Path> pages =
        Checkout.files(ROOT).stream().filter(file -> file.toString().endsWith(".md")).toList();
    assertThat(pages).contains(ROOT.resolve("README.md"), ROOT.resolve("docs/operations.md"));

    // When
    List<String> broken = pages.stream().flatMap(LinksTest::broken).toList();

    // Then
    assertThat(broken).isEmpty();
  }

  private static Stream<String> broken(Path page) {
    return LINK.matcher(read(page))
        .results()
        .filter(link -> !leadsSomewhere(page, link.group(1), link.group(2)))
        .map(link -> ROOT.relativize(page) + ": " + link.group());
  }

  private static boolean leadsSomewhere(Path page, String path, @Nullable String section) {
    Path target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
    return Files.exists(target) && (section == null || sections(target).contains(section));
  }

  /** The names that a page's sections can be linked by, as GitHub makes them from headings. */
  private static Set<String> sections(Path page) {
    String text = read(page);
    return Stream.concat(
            ANCHOR.matcher(text).results().map(anchor -> anchor.group(1)),
            HEADING.matcher(text).results().map(heading -> nameOf(heading.group(1))))
        .collect(Collectors.toSet());
  }

  private static String nameOf(String heading) {
    return heading
        .replaceAll("<[^>]+>", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
