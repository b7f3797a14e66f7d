package dev.tidewire.docs;

import static dev.tidewire.docs.Checkout.ROOT;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A package is small enough to be read as one concept. */
class PackagesTest {
  private static final long MOST_CLASSES = 25;

  @Test
  void readmes_nameThePackagesOfTheirModules() throws IOException {
    // Given
    List<Path> packages =
        files()
            .filter(
                file ->
                    file.toString().matches(".*src/main/java/dev/tidewire/.+/.+/package-info.java"))
            .toList();

    // Then
    assertThat(packages).isNotEmpty();
    for (Path each : packages) {
      Path readme = ROOT.resolve(each.toString().replaceFirst("src/main/java/.*", "README.md"));
      String name = each.getParent().getFileName().toString();
      assertThat(Files.readString(readme))
          .as(readme.toString())
          .containsPattern("`" + name + "/?`");
    }
  }

  @Test
  void noPackage_hasMoreThan25Classes() throws IOException {
    // When
    Map<String, Long> classes =
        files()
            .filter(file -> file.toString().matches(".*src/(main|test)/java/.*\\.java"))
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(
                groupingBy(
                    file -> file.getParent().toString().replace('\\', '/'),
                    TreeMap::new,
                    counting()));

    // Then
    assertThat(classes).isNotEmpty();
    assertThat(classes)
        .allSatisfy((name, size) -> assertThat(size).isLessThanOrEqualTo(MOST_CLASSES));
  }

  private static Stream<Path> files() throws IOException {
    return Checkout.files(ROOT).stream().map(ROOT::relativize);
  }
}
