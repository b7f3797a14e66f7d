package dev.tidewire.ingest.route;

import dev.tidewire.ingest.answer.AnswerStyle;
import dev.tidewire.ingest.coding.Coding;
import dev.tidewire.ingest.format.Format;
import dev.tidewire.ingest.format.Parameter;
import dev.tidewire.ingest.format.RequestFacts;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.problem.Problem;

/** How a request sends its readings, as its query and headers say. */
public sealed interface Terms {
  /**
   * Terms that can be met.
   *
   * @param writable the sensors whose readings the caller may send
   */
  record Accepted(
      Format format, Coding coding, AnswerStyle style, RequestFacts facts, SensorPatterns writable)
      implements Terms {
    /** Whether nothing is to be published. */
    public boolean isDryRun() {
      return facts.parameter(Parameter.DRY_RUN, "false").equals("true");
    }

    /** The same, of a repetition of what was received first at this time. */
    public Accepted receivedAt(long micros) {
      return new Accepted(format, coding, style, facts.receivedAt(micros), writable);
    }
  }

  /** Terms that cannot be met. */
  record Refused(Problem problem) implements Terms {}
}
