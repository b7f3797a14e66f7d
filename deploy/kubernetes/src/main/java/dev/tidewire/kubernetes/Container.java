package dev.tidewire.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A container of a pod. */
public record Container(Workload workload, JsonNode tree) {
  private static final Pattern OURS = Pattern.compile("(?:.*/)?tidewire/([a-z]+)(?:[:@].*)?");

  /** The object and the container, for people. */
  public String id() {
    return workload.id() + ", container " + tree.path("name").asText();
  }

  public String image() {
    return tree.path("image").asText();
  }

  /** The name of the service whose image it runs, if it is one of ours. */
  public Optional<String> service() {
    Matcher matcher = OURS.matcher(image());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  public Stream<JsonNode> ports() {
    return Manifest.items(tree.path("ports"));
  }

  /** Its environment variables, those of ConfigMaps included; a secret's have an empty value. */
  public Map<String, String> environment(Rendering rendering) {
    Map<String, String> variables = new TreeMap<>();
    for (JsonNode source : tree.path("envFrom")) {
      rendering
          .find("ConfigMap", source.path("configMapRef").path("name").asText())
          .ifPresent(it -> variables.putAll(Manifest.texts(it.at("/data"))));
    }
    for (JsonNode variable : tree.path("env")) {
      variables.put(variable.path("name").asText(), variable.path("value").asText());
    }
    return variables;
  }

  /** Whether it has a port by this name or number. */
  public boolean hasPort(JsonNode nameOrNumber) {
    String wanted = nameOrNumber.asText();
    return ports()
        .anyMatch(
            port ->
                port.path("name").asText().equals(wanted)
                    || port.path("containerPort").asText().equals(wanted));
  }
}
