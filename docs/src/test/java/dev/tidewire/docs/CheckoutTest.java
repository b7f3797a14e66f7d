package dev.tidewire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
  @Test
  void foldersOfBuildsAndOfRunningStacks_areLeftOut(@TempDir Path folder) throws IOException {
    // Given
    for (String name :
        List.of(".git/index.md", "docs/target/a.md", ".tidewire/b.md", "docs/c.md")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }

    // When
    List<Path> files = Checkout.files(folder);

    // Then
    assertThat(files).containsExactly(folder.resolve("docs/c.md"));
  }
}
