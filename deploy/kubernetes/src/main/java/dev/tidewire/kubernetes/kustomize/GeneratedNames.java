package dev.tidewire.kubernetes.kustomize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names of generated ConfigMaps end in a digest of their content, as kustomize has it, so that pods
 * are replaced when it changes.
 */
final class GeneratedNames {
  private static final String MARK = "kustomize-generated";
  private static final int DIGITS = 10;
  private static final Set<String> REFERENCES =
      Set.of("configMapRef", "configMapKeyRef", "configMap");
  private static final ObjectMapper SORTED =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private GeneratedNames() {}

  /** Has the object's name end in a digest, once it is complete. */
  static void mark(ObjectNode object) {
    object.put(MARK, true);
  }

  static void give(Objects objects) {
    Map<String, String> names = new HashMap<>();
    for (ObjectNode object : objects.all()) {
      if (object.remove(MARK) != null) {
        String name = object.at("/metadata/name").asText();
        names.put(name, name + "-" + digest(object.path("data")));
        object.withObjectProperty("metadata").put("name", names.get(name));
      }
    }
    objects.all().forEach(object -> rename(object, names));
  }

  private static void rename(JsonNode node, Map<String, String> names) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String changed = names.get(field.getValue().path("name").asText());
      if (REFERENCES.contains(field.getKey()) && changed != null) {
        ((ObjectNode) field.getValue()).put("name", changed);
      }
    }
    node.forEach(child -> rename(child, names));
  }

  private static String digest(JsonNode data) {
    Map<String, Object> content = new TreeMap<>();
    content.put("data", SORTED.convertValue(data, TreeMap.class));
    content.put("kind", "ConfigMap");
    // Kustomize means to take the name in, and looks for it where it is not.
    content.put("name", "");
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] sum =
          sha256.digest(
              likeGo(SORTED.writeValueAsString(content)).getBytes(StandardCharsets.UTF_8));
      return readable(HexFormat.of().formatHex(sum).substring(0, DIGITS));
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Go's JSON is fit for HTML. */
  private static String likeGo(String json) {
    return json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
  }

  /** No digits and letters that could make a word. */
  private static String readable(String hex) {
    return hex.replace('0', 'g')
        .replace('1', 'h')
        .replace('3', 'k')
        .replace('a', 'm')
        .replace('e', 't');
  }
}
