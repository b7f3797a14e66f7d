package dev.tidewire.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One alert of the rules.
 *
 * @param annotations summary, description and runbook
 */
record Alert(String name, String expr, String severity, JsonNode annotations) {
  private static final Path FILE = Path.of("prometheus-rule.yaml");

  static List<Alert> all() throws IOException {
    List<Alert> alerts = new ArrayList<>();
    for (JsonNode group : new YAMLMapper().readTree(FILE.toFile()).at("/spec/groups")) {
      for (JsonNode rule : group.get("rules")) {
        alerts.add(
            new Alert(
                rule.get("alert").asText(),
                rule.get("expr").asText(),
                rule.at("/labels/severity").asText(),
                rule.get("annotations")));
      }
    }
    return alerts;
  }

  /** The rules as a Prometheus without the operator takes them; the file says how it is done. */
  static String plainRules() throws IOException {
    String file = Files.readString(FILE);
    return file.substring(file.indexOf("\nspec:\n") + 7).replaceAll("(?m)^ {2}", "");
  }

  String annotation(String key) {
    return annotations.path(key).asText();
  }

  /** Promtool's tests of the alerts. */
  static List<Path> testFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("tests"))) {
      return files.sorted().toList();
    }
  }
}
