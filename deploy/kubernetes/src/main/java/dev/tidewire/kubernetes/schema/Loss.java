package dev.tidewire.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What of an object a model did not understand. Models are lenient: they take a number for a text,
 * and leave out what they do not know. What a model gives back otherwise than it was written, the
 * API server would refuse or drop.
 */
final class Loss {
  private Loss() {}

  static List<String> between(JsonNode written, JsonNode understood) {
    return between("", written, understood).toList();
  }

  private static Stream<String> between(String path, JsonNode written, JsonNode understood) {
    if (understood.isMissingNode()) {
      return Stream.of(path + " is not known");
    }
    if (written.getNodeType() != understood.getNodeType()) {
      return Stream.of(path + " must not be a " + name(written) + " but a " + name(understood));
    }
    if (written.isArray()) {
      return IntStream.range(0, written.size())
          .boxed()
          .flatMap(i -> between(path + "/" + i, written.get(i), understood.path(i)));
    }
    return written.properties().stream()
        .flatMap(field -> field(path, field, understood.path(field.getKey())));
  }

  private static Stream<String> field(
      String path, Map.Entry<String, JsonNode> field, JsonNode understood) {
    return between(path + "/" + field.getKey(), field.getValue(), understood);
  }

  private static String name(JsonNode node) {
    return node.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
