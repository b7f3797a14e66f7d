package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.util.List;
import java.util.regex.Pattern;

/** The settings for reading JSON: strict, bounded in memory, UTF-8 only. */
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
          // Names chosen by an attacker must not fill the JVM's string table.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .build();

  /** Where a message of Jackson starts to describe the parser instead of the JSON. */
  private static final List<String> INTERNALS =
      List.of(" (start marker at", " (for ", ": enable ", " (`");

  /** How Jackson says that a limit of {@link #FACTORY} is passed, with the limit as its group. */
  private static final Pattern LIMIT =
      Pattern.compile(" \\(\\d+\\) exceeds the maximum allowed \\((\\d+), from .*");

  /** How {@link #detail} begins where the text ends within the JSON. */
  static final String END_OF_INPUT = "Unexpected end-of-input";

  private Json() {}

  /** A syntax error in words for a sender who does not know the parser. */
  static String detail(JsonProcessingException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("no reason given");
    message = LIMIT.matcher(message).replaceFirst(" exceeds the maximum of $1");
    for (String internals : INTERNALS) {
      int at = message.indexOf(internals);
      message = at > 0 ? message.substring(0, at) : message;
    }
    return message;
  }
}
