package dev.tidewire.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One object of Kubernetes, as it is written. */
public record Manifest(ObjectNode tree) {
  public String kind() {
    return text("/kind");
  }

  public String name() {
    return text("/metadata/name");
  }

  /** Kind and name, as kubectl takes them. */
  public String id() {
    return kind() + "/" + name();
  }

  /** What is at a JSON pointer; a missing node when nothing is. */
  public JsonNode at(String pointer) {
    return tree.at(pointer);
  }

  /** The text at a JSON pointer; empty when nothing is. */
  public String text(String pointer) {
    return at(pointer).asText();
  }

  /** The items of the list at a JSON pointer; none when nothing is. */
  public Stream<JsonNode> items(String pointer) {
    return items(at(pointer));
  }

  /** The items of a list. */
  public static Stream<JsonNode> items(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  /** The entries of a map of texts, such as labels. */
  public static Map<String, String> texts(JsonNode map) {
    return map.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
  }
}
