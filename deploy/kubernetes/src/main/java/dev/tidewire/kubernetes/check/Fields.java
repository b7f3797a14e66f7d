package dev.tidewire.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** Finds fields wherever they are in an object. */
final class Fields {
  private Fields() {}

  /** The values of all fields of a name, at any depth. */
  static Stream<JsonNode> named(String name, JsonNode within) {
    return within.findValues(name).stream();
  }
}
