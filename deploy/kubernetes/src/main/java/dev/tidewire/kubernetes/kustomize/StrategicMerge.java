package dev.tidewire.kubernetes.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Merges a patch into an object: maps by key, lists by the key of their items. */
final class StrategicMerge {
  /** The key of a list's items; lists that are not here would be replaced, and are refused. */
  private static final Map<String, String> ITEM_KEYS =
      Map.of("containers", "name", "env", "name", "volumes", "name", "volumeMounts", "mountPath");

  private StrategicMerge() {}

  static void into(ObjectNode target, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      Renderer.refuseUnless(!value.isNull() && !name.startsWith("$"), "a patch that deletes");
      if (value instanceof ObjectNode map && target.get(name) instanceof ObjectNode inner) {
        into(inner, map);
      } else if (value instanceof ArrayNode list) {
        String key = ITEM_KEYS.getOrDefault(name, "");
        Renderer.refuseUnless(!key.isEmpty(), "a patch of the list " + name);
        mergeList(target.withArrayProperty(name), list, key);
      } else {
        target.set(name, value);
      }
    }
  }

  /** The patch's items come first, in its order, as with kustomize. */
  private static void mergeList(ArrayNode target, ArrayNode patch, String key) {
    for (int place = 0; place < patch.size(); place++) {
      JsonNode item = patch.get(place);
      JsonNode merged = remove(target, key, item.path(key));
      if (merged instanceof ObjectNode existing) {
        into(existing, (ObjectNode) item);
      } else {
        merged = item;
      }
      target.insert(place, merged);
    }
  }

  private static JsonNode remove(ArrayNode list, String key, JsonNode value) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).path(key).equals(value)) {
        return list.remove(i);
      }
    }
    return list.missingNode();
  }
}
