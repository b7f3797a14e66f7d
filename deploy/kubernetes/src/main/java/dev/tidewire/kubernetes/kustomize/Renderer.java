package dev.tidewire.kubernetes.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidewire.kubernetes.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The part of kustomize that our overlays use: resources, components, strategic merge patches by
 * file, ConfigMaps from literals and files, labels, images and the namespace. Refuses whatever else
 * it finds, so that it never renders something other than kustomize would.
 */
final class Renderer {
  private static final Set<String> KNOWN =
      Set.of(
          "apiVersion",
          "kind",
          "namespace",
          "resources",
          "components",
          "configMapGenerator",
          "patches",
          "labels",
          "images");

  private final Objects objects = new Objects();

  List<Manifest> render(Path overlay) {
    accumulate(overlay);
    GeneratedNames.give(objects);
    return objects.all().stream().map(Manifest::new).toList();
  }

  /** In kustomize's order: a component patches what was there before it. */
  private void accumulate(Path folder) {
    ObjectNode kustomization = kustomization(folder);
    texts(kustomization.path("resources")).forEach(name -> addResource(folder.resolve(name)));
    kustomization
        .path("configMapGenerator")
        .forEach(each -> ConfigMaps.generate(folder, each, objects));
    texts(kustomization.path("components")).forEach(name -> accumulate(folder.resolve(name)));
    kustomization.path("patches").forEach(patch -> patch(folder, patch));
    if (kustomization.has("namespace")) {
      objects.all().forEach(each -> Namespaces.set(each, kustomization.path("namespace").asText()));
    }
    kustomization.path("labels").forEach(each -> objects.all().forEach(o -> Labels.add(each, o)));
    kustomization.path("images").forEach(each -> objects.all().forEach(o -> Images.set(each, o)));
  }

  private static ObjectNode kustomization(Path folder) {
    ObjectNode kustomization = Yaml.documents(folder.resolve("kustomization.yaml")).get(0);
    Set<String> unknown = new TreeSet<>();
    kustomization.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(KNOWN);
    refuseUnless(unknown.isEmpty(), folder + " uses " + unknown);
    return kustomization;
  }

  private void addResource(Path path) {
    refuseUnless(Files.isRegularFile(path), path + " is no file");
    Yaml.documents(path).forEach(objects::add);
  }

  private void patch(Path folder, JsonNode patch) {
    refuseUnless(patch.size() == 1 && patch.has("path"), folder + " has a patch that is no file");
    for (ObjectNode document : Yaml.documents(folder.resolve(patch.path("path").asText()))) {
      StrategicMerge.into(objects.like(document), document);
    }
  }

  private static List<String> texts(JsonNode list) {
    return Manifest.items(list).map(JsonNode::asText).toList();
  }

  static void refuseUnless(boolean known, String otherwise) {
    if (!known) {
      throw new UnsupportedOperationException(
          otherwise + "; this renderer does not know that. Teach it, or install kubectl.");
    }
  }
}
