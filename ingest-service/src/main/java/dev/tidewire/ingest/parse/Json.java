package dev.tidewire.ingest.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.util.List;

/** How JSON is read here: strictly, in bounded memory, as UTF-8. */
final class Json {
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxNumberLength(1_000)
                  .maxStringLength(65_536)
                  .maxNameLength(4_096)
                  .build())
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          // Hostile names must not fill the JVM's table of interned strings.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .build();

  /** Where a message starts to speak of the parser instead of the JSON. */
  private static final List<String> INTERNALS =
      List.of(" (start marker at", " (for ", ": enable ", ", from `", " (`");

  private Json() {}

  /** A syntax error in words for a sender who does not know the parser. */
  static String detail(JsonProcessingException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("no reason given");
    for (String internals : INTERNALS) {
      int at = message.indexOf(internals);
      message = at > 0 ? message.substring(0, at) : message;
    }
    return message;
  }
}
