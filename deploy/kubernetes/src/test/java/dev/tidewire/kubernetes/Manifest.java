package dev.tidewire.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One object of Kubernetes, as kubectl prints it. */
record Manifest(ObjectNode tree) {
  String kind() {
    return text("/kind");
  }

  String name() {
    return text("/metadata/name");
  }

  /** Kind and name, as kubectl takes them. */
  String id() {
    return kind() + "/" + name();
  }

  /** Whether it starts pods of ours. */
  boolean isWorkload() {
    return kind().equals("Job") || serves();
  }

  /** Whether it starts pods that run until they are stopped. */
  boolean serves() {
    return kind().equals("Deployment") || kind().equals("StatefulSet");
  }

  /** The labels of a workload's pods. */
  Map<String, String> podLabels() {
    return texts(at("/spec/template/metadata/labels"));
  }

  /** What is at a JSON pointer; a missing node when nothing is. */
  JsonNode at(String pointer) {
    return tree.at(pointer);
  }

  /** The text at a JSON pointer; empty when nothing is. */
  String text(String pointer) {
    return at(pointer).asText();
  }

  /** All that is at a JSON pointer in which a star stands for every item of a list. */
  List<JsonNode> all(String pointer) {
    Stream<JsonNode> found = Stream.of(tree);
    for (String step : pointer.split("(?=/\\*)|(?<=/\\*)")) {
      found =
          step.equals("/*")
              ? found.flatMap(JsonNode::valueStream)
              : found.map(node -> node.at(step));
    }
    return found.filter(node -> !node.isMissingNode()).toList();
  }

  /** The values of all fields of a name, at any depth; of lists the items. */
  Stream<JsonNode> fields(String name) {
    return tree.findValues(name).stream()
        .flatMap(value -> value.isArray() ? value.valueStream() : Stream.of(value));
  }

  /** The entries of a map of texts, such as labels. */
  static Map<String, String> texts(JsonNode map) {
    return map.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
  }
}
