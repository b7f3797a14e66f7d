package dev.tidewire.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One dashboard.
 *
 * @param name of its file, without the suffix
 */
record Dashboard(String name, JsonNode json) {
  private static final Path FOLDER = Path.of("dashboards");

  static List<Dashboard> all() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(FOLDER)) {
      files = found.sorted().toList();
    }
    List<Dashboard> dashboards = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString().replaceAll("\\.json$", "");
      dashboards.add(new Dashboard(name, new ObjectMapper().readTree(file.toFile())));
    }
    return dashboards;
  }

  /** Of the dashboard, its rows and its panels. */
  List<String> titles() {
    return json.findValuesAsText("title");
  }

  /** What shows something, which the titles of rows do not. */
  List<JsonNode> panels() {
    return elements(json.get("panels"))
        .filter(panel -> !panel.get("type").asText().equals("row"))
        .toList();
  }

  List<String> expressions() {
    return panels().stream()
        .flatMap(panel -> elements(panel.get("targets")))
        .map(target -> target.get("expr").asText())
        .toList();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
