package dev.tidewire.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a kind of object has for fields. */
interface Schema {
  List<String> faults(JsonNode object);
}
