package dev.tidewire.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Maven goal quarkus:dev needs from the modules that a service is built on. */
class DevModeIT {
  private static final Pattern EXECUTION = Pattern.compile("(?s)<execution>.*?</execution>");

  @ParameterizedTest
  @ValueSource(strings = {"platform", "deploy/local"})
  void testJarsExistAfterTheLastPhaseThatDevModeRuns(String module) throws IOException {
    // Given
    Path pom = Path.of(System.getProperty("tidewire.root"), module, "pom.xml");

    // When
    List<String> testJars =
        EXECUTION
            .matcher(Files.readString(pom))
            .results()
            .map(MatchResult::group)
            .filter(execution -> execution.contains("<goal>test-jar</goal>"))
            .toList();

    // Then
    assertThat(testJars).hasSize(1).allMatch(jar -> jar.contains("<phase>test-compile</phase>"));
  }
}
