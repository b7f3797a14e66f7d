package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tidewire.platform.text.JsonFault;

/** The settings for reading JSON: strict, bounded in memory, UTF-8 only. */
public final class Json {
  static final JsonFactory FACTORY = factory(16);

  /** How {@link JsonFault#detail} begins where the text ends within the JSON. */
  static final String END_OF_INPUT = "Unexpected end-of-input";

  private Json() {}

  /** Parsers of documents in which values may be so deep. */
  public static JsonFactory factory(int maxDepth) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
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
  }
}
