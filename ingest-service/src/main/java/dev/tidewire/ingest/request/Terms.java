package dev.tidewire.ingest.request;

import dev.tidewire.ingest.answer.Problem;
import dev.tidewire.ingest.parse.BodyFormat;
import dev.tidewire.ingest.parse.Defaults;

/** On what terms a request sends its readings, as its query and headers say. */
public sealed interface Terms {
  /**
   * Terms that can be met.
   *
   * @param atomic whether one bad reading is to refuse them all
   */
  record Accepted(BodyFormat format, boolean gzip, Defaults defaults, boolean atomic)
      implements Terms {}

  /** Terms that cannot be met. */
  record Refused(Problem problem) implements Terms {}
}
