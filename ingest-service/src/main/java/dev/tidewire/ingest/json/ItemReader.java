package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.TimeReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the objects of one shape into the sink's one draft, which each object fills anew. */
interface ItemReader {
  /** How the times of these objects are meant. */
  TimeReader times();

  /**
   * Reads the members from that on at whose name or value the parser is into the sink's draft,
   * which is empty but for a time; always stops at the object's end.
   *
   * @param hasTime whether the members before have told the time; matters to a shape that refuses
   *     another one
   * @return what is wrong with the object, or null
   */
  @Nullable Violation read(JsonParser in, boolean hasTime) throws IOException;

  /** Goes on to the value of the member at whose name or value the parser is. */
  static void enterValue(JsonParser in) throws IOException {
    if (in.currentToken() == JsonToken.FIELD_NAME) {
      in.nextToken();
    }
  }

  /** Gives what was read to the sink; returns what is wrong with it, or null. */
  @Nullable Violation add() throws IOException;

  /** The metrics of the object that are wrong, when nothing else is and it has been added. */
  default List<Violation> badMetrics() {
    return List.of();
  }
}
