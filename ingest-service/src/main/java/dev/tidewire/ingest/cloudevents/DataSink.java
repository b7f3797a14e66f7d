package dev.tidewire.ingest.cloudevents;

import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.platform.problem.Position;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the readings of an event in JSON; what is wrong with some becomes a part of the event. */
final class DataSink extends EventSink {
  /** What a format says of a body that it refuses, which holds of this event only. */
  private static final Pattern NOTHING_ACCEPTED =
      Pattern.compile("(?:[;,] (?:so )?n|\\. N)othing was accepted");

  private final List<Violation> violations;
  private int taken;

  DataSink(Event event, ReadingSink sink, List<Violation> violations) {
    super(event, sink);
    this.violations = violations;
  }

  @Override
  public @Nullable Violation add() throws BodyRefusedException {
    Violation violation = super.add();
    taken += violation == null ? 1 : 0;
    return violation;
  }

  /** What is wrong with the data of an event that its format refuses. */
  String refused(String detail) {
    String reason = NOTHING_ACCEPTED.matcher(detail).replaceAll("");
    return taken == 0 ? reason : reason + " What stands before it in the event was accepted.";
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
