package dev.tidewire.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import dev.tidewire.ingest.batch.Violation;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the objects of one body, one after the other. */
public interface ObjectReader {
  /** Whether the same objects may be sent as NDJSON, so that it is worth a hint. */
  default boolean canBeLines() {
    return false;
  }

  /**
   * Whether the member at whose name the parser is has the objects to be read, so that the body's
   * object is none of them.
   */
  boolean entersItems(JsonParser in) throws IOException;

  /**
   * Reads an object from its first member's name or its end on, where the parser is; always stops
   * at its end. Returns what is wrong with it, or null.
   */
  @Nullable Violation read(JsonParser in) throws IOException;

  /** Gives what was read to the sink; returns what is wrong with it, or null. */
  @Nullable Violation add() throws IOException;

  /** The metrics of the object that are wrong, when nothing else is and it has been added. */
  List<Violation> badMetrics();
}
