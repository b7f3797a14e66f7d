package dev.tidewire.kubernetes.kustomize;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The namespace that an overlay puts its objects into. */
final class Namespaces {
  private Namespaces() {}

  static void set(ObjectNode object, String namespace) {
    boolean isNamespace = object.path("kind").asText().equals("Namespace");
    object.withObjectProperty("metadata").put(isNamespace ? "name" : "namespace", namespace);
  }
}
