package dev.tidewire.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Prometheus itself says of the alerts and of the dashboards' expressions, where its {@code
 * promtool} is installed: in Debian it comes with the package {@code prometheus}.
 */
class PromtoolTest {
  private static final long PATIENCE_SECONDS = 120;

  @TempDir static Path folder;

  @BeforeEach
  void lookForPromtool() {
    assumeTrue(
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool"))),
        "promtool is not installed, so nobody has tested that the alerts fire when they should");
  }

  @Test
  void alerts_fireWhenTheyShouldAndNotWhenTheyShouldNot() throws Exception {
    // Given
    Files.writeString(folder.resolve("rules.yaml"), Alert.plainRules());
    List<String> command = new ArrayList<>(List.of("promtool", "test", "rules"));
    for (Path test : Alert.testFiles()) {
      Files.copy(test, folder.resolve(test.getFileName()));
      command.add(test.getFileName().toString());
    }

    // Then
    assertSucceeds(command);
  }

  @Test
  void everyExpressionOfADashboard_isValid() throws Exception {
    // Given
    ArrayNode rules = new ObjectMapper().createArrayNode();
    for (Dashboard dashboard : Dashboard.all()) {
      for (String expression : dashboard.expressions()) {
        rules
            .addObject()
            .put("record", "expression:" + rules.size())
            .put("expr", expression.replace("$__rate_interval", "5m").replace("$namespace", ".*"));
      }
    }
    Map<String, Object> group = Map.of("name", "dashboards", "rules", rules);
    new YAMLMapper()
        .writeValue(folder.resolve("expressions.yaml").toFile(), Map.of("groups", List.of(group)));

    // Then
    assertSucceeds(List.of("promtool", "check", "rules", "expressions.yaml"));
  }

  private static void assertSucceeds(List<String> command) throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("%s ends in time", command).isTrue();
    assertThat(process.exitValue()).as(() -> readable(output)).isZero();
  }

  private static String readable(Path output) {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "its output cannot be read: " + e;
    }
  }
}
