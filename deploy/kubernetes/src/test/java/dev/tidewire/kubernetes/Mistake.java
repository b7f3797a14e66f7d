package dev.tidewire.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mistake that somebody could make.
 *
 * @param object kind and name of the object, without the digest of a name
 * @param set where a value is put, or removed, as a JSON pointer; the whole object when empty
 * @param to the value; null removes what is there
 * @param add an object that is there besides
 * @param finds what the checks have to say
 */
record Mistake(
    @JsonProperty("in") String overlay,
    @JsonProperty("of") @Nullable String object,
    @Nullable String set,
    @Nullable JsonNode to,
    @Nullable ObjectNode add,
    List<String> finds) {

  /** The overlay with the mistake in it. */
  Overlay plantedIn(Overlay sound) {
    List<Manifest> manifests = new ArrayList<>();
    for (Manifest manifest : sound.manifests()) {
      if (!manifest.id().equals(object)) {
        manifests.add(manifest);
      } else if (!"".equals(set)) {
        manifests.add(new Manifest(changed(manifest.tree().deepCopy())));
      }
    }
    if (add != null) {
      manifests.add(new Manifest(add));
    }
    return new Overlay(sound.name(), manifests);
  }

  private ObjectNode changed(ObjectNode tree) {
    JsonPointer place = JsonPointer.compile(set);
    String field = place.last().getMatchingProperty();
    JsonNode parent = tree.at(place.head());
    if (parent instanceof ArrayNode list) {
      list.add(to);
    } else if (to == null) {
      ((ObjectNode) parent).remove(field);
    } else {
      ((ObjectNode) parent).set(field, to);
    }
    return tree;
  }
}
