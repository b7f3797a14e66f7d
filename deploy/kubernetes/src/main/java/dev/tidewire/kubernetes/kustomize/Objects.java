package dev.tidewire.kubernetes.kustomize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The objects gathered so far, by kind and name. */
final class Objects {
  private final Map<String, ObjectNode> byId = new LinkedHashMap<>();

  void add(ObjectNode object) {
    if (byId.putIfAbsent(id(object), object) != null) {
      throw new IllegalArgumentException(id(object) + " is there twice");
    }
  }

  /** The one of the same kind and name. */
  ObjectNode like(ObjectNode object) {
    ObjectNode like = byId.get(id(object));
    if (like == null) {
      throw new IllegalArgumentException(id(object) + " is not there");
    }
    return like;
  }

  Collection<ObjectNode> all() {
    return byId.values();
  }

  private static String id(ObjectNode object) {
    return object.path("kind").asText() + "/" + object.at("/metadata/name").asText();
  }
}
