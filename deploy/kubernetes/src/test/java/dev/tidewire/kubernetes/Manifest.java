package dev.tidewire.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One object of Kubernetes, as kubectl prints it. */
record Manifest(ObjectNode tree) {
  /** What kustomize appends to the name of a ConfigMap, and thereby to that of a Job. */
  private static final Pattern DIGEST = Pattern.compile("-[2456789bcdfghkmt]{10}$");

  String kind() {
    return text("/kind");
  }

  String name() {
    return text("/metadata/name");
  }

  /** Kind and name, as kubectl takes them, but without a digest. */
  String id() {
    return kind() + "/" + DIGEST.matcher(name()).replaceFirst("");
  }

  /** Whether it starts pods of ours. */
  boolean isWorkload() {
    return kind().equals("Job") || serves();
  }

  /** Whether it starts pods that run until they are stopped. */
  boolean serves() {
    return kind().equals("Deployment") || kind().equals("StatefulSet");
  }

  /** The label that all objects of a part have in common; empty without one. */
  String part() {
    return at("/metadata/labels").path("app.kubernetes.io/name").asText();
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
