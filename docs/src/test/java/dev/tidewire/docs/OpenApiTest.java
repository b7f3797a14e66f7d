package dev.tidewire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The three APIs are one product. */
class OpenApiTest {
  private static final Pattern VERSION = Pattern.compile("(?m)^  version: (.+)$");

  @Test
  void allServices_haveTheSameVersion() throws IOException {
    // Given
    Path root = Path.of(System.getProperty("tidewire.root"));

    // When
    Set<String> versions = new HashSet<>();
    for (String service : List.of("ingest", "processing", "query")) {
      Path api = root.resolve(service + "-service/src/main/resources/META-INF/openapi.yaml");
      Matcher version = VERSION.matcher(Files.readString(api));
      assertThat(version.find()).as(service).isTrue();
      versions.add(version.group(1));
    }

    // Then
    assertThat(versions).containsExactly("v1");
  }
}
