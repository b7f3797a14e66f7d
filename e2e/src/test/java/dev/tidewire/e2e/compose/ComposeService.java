package dev.tidewire.e2e.compose;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;

/**
 * One service of a compose file, as far as Tidewire's file uses what there is.
 *
 * @param content the service's part of the file
 */
record ComposeService(String name, Map<String, Object> content) {
  /**
   * @param host the port of this machine
   * @param container the port in the container
   */
  record Port(String address, int host, int container) {
    private static Port parse(String text) {
      String[] parts = text.split(":");
      return new Port(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }
  }

  String image() {
    return String.valueOf(content.get("image"));
  }

  /** Whether it is one of ours, and no server of others. */
  boolean isOurs() {
    return image().startsWith("tidewire/");
  }

  /** Whether it is to run once and end. */
  boolean isJob() {
    return "no".equals(content.get("restart"));
  }

  Map<String, String> environment() {
    return map("environment").entrySet().stream()
        .collect(toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
  }

  List<Port> ports() {
    return list("ports").stream().map(Port::parse).toList();
  }

  /** The names of services, and what has to be true of each. */
  Map<String, Object> dependsOn() {
    return map("depends_on");
  }

  /** The command of the health check, without the word that says how it is run. */
  List<String> healthCheck() {
    Object test = map("healthcheck").getOrDefault("test", List.of());
    return ((List<?>) test).stream().skip(1).map(String::valueOf).toList();
  }

  List<String> entrypoint() {
    return list("entrypoint");
  }

  List<String> command() {
    return list("command");
  }

  boolean isReadOnly() {
    return Boolean.TRUE.equals(content.get("read_only"));
  }

  /** The memory it may have, in MiB; 0 when that is not bounded. */
  int memoryMebibytes() {
    return Integer.parseInt(content.getOrDefault("mem_limit", "0m").toString().replace("m", ""));
  }

  private List<String> list(String key) {
    return ((List<?>) content.getOrDefault(key, List.of())).stream().map(String::valueOf).toList();
  }

  @SuppressWarnings("unchecked") // YAML's maps have strings for keys.
  private Map<String, Object> map(String key) {
    return (Map<String, Object>) content.getOrDefault(key, Map.of());
  }
}
