package dev.tidewire.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A container of a pod.
 *
 * @param environment its variables, those of ConfigMaps included; a secret's have an empty value
 */
record Container(Manifest workload, JsonNode tree, Map<String, String> environment) {
  private static final Pattern OURS = Pattern.compile("(?:.*/)?tidewire/([a-z]+)(?:[:@].*)?");

  /** The object and the container, for people. */
  String id() {
    return workload.id() + ", container " + tree.path("name").asText();
  }

  /** The service whose image it runs, if it is one of ours. */
  Optional<Service> service() {
    Matcher matcher = OURS.matcher(tree.path("image").asText());
    return matcher.matches() ? Service.named(matcher.group(1)) : Optional.empty();
  }

  /** Whether it has a port by this name or number. */
  boolean hasPort(String nameOrNumber) {
    return Stream.of("name", "containerPort")
        .anyMatch(field -> tree.path("ports").findValuesAsText(field).contains(nameOrNumber));
  }
}
