package dev.tidewire.kubernetes.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidewire.kubernetes.Manifest;
import dev.tidewire.kubernetes.Rendering;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mistake that somebody could make: one of {@code set}, {@code remove}, {@code add} and {@code
 * leaveOut}.
 *
 * @param overlay the overlay
 * @param object kind and name of the object, without the digest of a name
 * @param set where a value is put, as a JSON pointer
 * @param to the value
 * @param remove what is missing, as a JSON pointer
 * @param add an object that is there besides
 * @param leaveOut kind and name of an object that is not there
 * @param finds what has to be said
 */
record Mistake(
    @JsonProperty("in") String overlay,
    @JsonProperty("of") @Nullable String object,
    @Nullable String set,
    @Nullable JsonNode to,
    @Nullable String remove,
    @Nullable ObjectNode add,
    @Nullable String leaveOut,
    List<String> finds) {

  /** The overlay with the mistake in it. */
  Rendering plantedIn(Rendering sound) {
    List<ObjectNode> objects = new ArrayList<>();
    sound.manifests().forEach(manifest -> objects.add(manifest.tree().deepCopy()));
    if (set != null) {
      put(JsonPointer.compile(set), find(objects, object));
    } else if (remove != null) {
      JsonPointer place = JsonPointer.compile(remove);
      ObjectNode parent = (ObjectNode) find(objects, object).at(place.head());
      parent.remove(place.last().getMatchingProperty());
    } else if (add != null) {
      objects.add(add);
    } else {
      objects.remove(find(objects, leaveOut));
    }
    return new Rendering(sound.overlay(), objects.stream().map(Manifest::new).toList());
  }

  private void put(JsonPointer place, ObjectNode object) {
    JsonNode parent = object.at(place.head());
    if (parent instanceof ArrayNode list) {
      list.add(to);
    } else {
      ((ObjectNode) parent).set(place.last().getMatchingProperty(), to);
    }
  }

  private static ObjectNode find(List<ObjectNode> objects, @Nullable String id) {
    Pattern pattern = Pattern.compile(Pattern.quote(String.valueOf(id)) + "(-\\w{10})?");
    return objects.stream()
        .filter(object -> pattern.matcher(new Manifest(object).id()).matches())
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String toString() {
    return overlay + ": " + String.join("; ", finds);
  }
}
