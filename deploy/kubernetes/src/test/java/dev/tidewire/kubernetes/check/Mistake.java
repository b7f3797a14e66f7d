package dev.tidewire.kubernetes.check;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidewire.kubernetes.Manifest;
import dev.tidewire.kubernetes.Rendering;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A mistake that somebody could make.
 *
 * @param object the kind and name of the object with the mistake, without the digest of a name
 * @param edit what is wrong with it
 * @param findings what has to be said about it
 */
record Mistake(String overlay, String object, Consumer<List<ObjectNode>> edit, String... findings) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A value put in the place of another, or where none was; a list's place is its end for "-". */
  static Mistake set(String where, String pointer, Object value, String... findings) {
    return change(
        where,
        pointer,
        (parent, field) -> {
          JsonNode node = MAPPER.valueToTree(value);
          if (parent instanceof ArrayNode list) {
            list.add(node);
          } else {
            ((ObjectNode) parent).set(field, node);
          }
        },
        findings);
  }

  static Mistake remove(String where, String pointer, String... findings) {
    return change(where, pointer, (parent, field) -> ((ObjectNode) parent).remove(field), findings);
  }

  /** The object left out. */
  static Mistake leaveOut(String where, String... findings) {
    return of(where, objects -> objects.removeIf(is(where.split(" ")[1])), findings);
  }

  /** Another object beside it. */
  static Mistake add(String where, String json, String... findings) {
    return of(
        where,
        objects -> {
          try {
            objects.add((ObjectNode) MAPPER.readTree(json));
          } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
          }
        },
        findings);
  }

  private interface Edit {
    void apply(JsonNode parent, String field);
  }

  private static Mistake change(String where, String pointer, Edit edit, String... findings) {
    JsonPointer place = JsonPointer.compile(pointer);
    String object = where.split(" ")[1];
    return of(
        where,
        objects -> {
          ObjectNode tree = objects.stream().filter(is(object)).findFirst().orElseThrow();
          edit.apply(tree.at(place.head()), place.last().getMatchingProperty());
        },
        findings);
  }

  private static Mistake of(String where, Consumer<List<ObjectNode>> edit, String... findings) {
    return new Mistake(where.split(" ")[0], where.split(" ")[1], edit, findings);
  }

  private static Predicate<ObjectNode> is(String id) {
    return tree -> new Manifest(tree).id().matches(Pattern.quote(id) + "(-\\w{10})?");
  }

  /** The overlay with the mistake in it. */
  Rendering plantedIn(Rendering sound) {
    List<ObjectNode> objects = new ArrayList<>();
    sound.manifests().forEach(manifest -> objects.add(manifest.tree().deepCopy()));
    edit.accept(objects);
    return new Rendering(sound.overlay(), objects.stream().map(Manifest::new).toList());
  }

  @Override
  public String toString() {
    return overlay + ": " + String.join("; ", findings);
  }
}
