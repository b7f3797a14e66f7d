package dev.tidewire.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All objects of an overlay. */
record Overlay(String name, List<Manifest> manifests) {
  private static final String NO_KUBECTL =
      "Kubernetes overlays: NOT CHECKED, because there is no kubectl on the PATH. To check them,"
          + " install it (https://kubernetes.io/docs/tasks/tools) and run this command again.";

  /** Renders an overlay; it needs no cluster. The test is skipped where there is no kubectl. */
  static Overlay render(String name) throws IOException, InterruptedException {
    Process process = start("kubectl", "kustomize", "overlays/" + name);
    MappingIterator<ObjectNode> objects =
        new YAMLMapper().readerFor(ObjectNode.class).readValues(process.getInputStream());
    List<Manifest> manifests = objects.readAll().stream().map(Manifest::new).toList();
    assertThat(process.waitFor()).as("kubectl renders " + name).isZero();
    return new Overlay(name, manifests);
  }

  private static Process start(String... command) {
    try {
      return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    } catch (IOException e) {
      return abort(NO_KUBECTL);
    }
  }

  List<Manifest> ofKind(String kind) {
    return manifests.stream().filter(manifest -> manifest.kind().equals(kind)).toList();
  }

  Optional<Manifest> find(String kind, String name) {
    return ofKind(kind).stream().filter(manifest -> manifest.name().equals(name)).findFirst();
  }

  /** As {@link Manifest#id}. */
  Optional<Manifest> find(String id) {
    return manifests.stream().filter(manifest -> manifest.id().equals(id)).findFirst();
  }

  List<Manifest> workloads() {
    return manifests.stream().filter(Manifest::isWorkload).toList();
  }

  /** The containers of all workloads, those that prepare a pod included. */
  List<Container> containers() {
    return workloads().stream().flatMap(workload -> containers(workload).stream()).toList();
  }

  List<Container> containers(Manifest workload) {
    List<Container> containers = new ArrayList<>();
    for (String list : List.of("initContainers", "containers")) {
      for (JsonNode tree : workload.at("/spec/template/spec/" + list)) {
        containers.add(new Container(workload, tree, environment(tree)));
      }
    }
    return containers;
  }

  private Map<String, String> environment(JsonNode container) {
    Map<String, String> variables = new TreeMap<>();
    for (JsonNode source : container.path("envFrom")) {
      find("ConfigMap", source.at("/configMapRef/name").asText())
          .ifPresent(map -> variables.putAll(Manifest.texts(map.at("/data"))));
    }
    for (JsonNode variable : container.path("env")) {
      variables.put(variable.path("name").asText(), variable.path("value").asText());
    }
    return variables;
  }
}
