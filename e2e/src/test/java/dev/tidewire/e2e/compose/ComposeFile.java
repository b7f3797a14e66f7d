package dev.tidewire.e2e.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/**
 * The services of a compose file, in its order.
 *
 * @param services by name
 */
record ComposeFile(Map<String, ComposeService> services) {
  /**
   * @param variables what its environment and {@code .env} would set
   */
  static ComposeFile read(Path path, Map<String, String> variables) throws IOException {
    String text = new Variables(variables).substitute(withoutComments(Files.readString(path)));
    Map<String, Map<String, Map<String, Object>>> file = new Yaml().load(text);
    Map<String, ComposeService> services = new LinkedHashMap<>();
    file.get("services")
        .forEach((name, content) -> services.put(name, new ComposeService(name, content)));
    return new ComposeFile(services);
  }

  private static String withoutComments(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    lines.removeIf(line -> line.strip().startsWith("#"));
    return String.join("\n", lines);
  }

  ComposeService service(String name) {
    return services.get(name);
  }
}
