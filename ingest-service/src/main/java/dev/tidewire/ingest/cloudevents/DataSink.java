package dev.tidewire.ingest.cloudevents;

import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.platform.problem.Position;
import java.util.List;

/** Takes the readings of an event in JSON; what is wrong with some becomes a part of the event. */
final class DataSink extends EventSink {
  private final List<Violation> violations;

  DataSink(Event event, ReadingSink sink, List<Violation> violations) {
    super(event, sink);
    this.violations = violations;
  }

  @Override
  public void reject(String detail, Position position) {
    if (position instanceof Position.Pointer at) {
      violations.add(new Violation("/data" + at.pointer(), detail));
    } else if (position instanceof Position.Line at) {
      add(at.line(), detail);
    } else if (position instanceof Position.TextLine at) {
      add(at.line(), detail);
    } else {
      violations.add(new Violation("/data", detail));
    }
  }

  private void add(int line, String detail) {
    violations.add(new Violation("/data", "line %d: %s".formatted(line, detail)));
  }
}
