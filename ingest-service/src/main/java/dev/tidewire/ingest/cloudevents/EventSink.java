package dev.tidewire.ingest.cloudevents;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.format.ReadingSink;
import dev.tidewire.platform.problem.Position;
import org.jspecify.annotations.Nullable;

/** Takes the readings of an event, whose time they have unless they say another one. */
class EventSink implements ReadingSink {
  private final Event event;
  private final ReadingSink sink;

  EventSink(Event event, ReadingSink sink) {
    this.event = event;
    this.sink = sink;
  }

  @Override
  public ReadingDraft begin() {
    ReadingDraft draft = sink.begin();
    event.time(draft);
    return draft;
  }

  @Override
  public @Nullable Violation add() throws BodyRefusedException {
    return sink.add();
  }

  @Override
  public void skip(int values) {
    sink.skip(values);
  }

  @Override
  public void skippedIn(String column, int values) {
    sink.skippedIn(column, values);
  }

  @Override
  public void noNumbersIn(String column) {
    sink.noNumbersIn(column);
  }

  @Override
  public void head(int lines) {
    sink.head(lines);
  }

  @Override
  public void recognised(String parameter, String value) {
    sink.recognised(parameter, value);
  }

  @Override
  public void readAs(String mediaType) {
    sink.readAs(mediaType);
  }

  @Override
  public void reject(String detail, Position position) throws BodyRefusedException {
    sink.reject(detail, position);
  }
}
