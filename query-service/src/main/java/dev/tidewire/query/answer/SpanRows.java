package dev.tidewire.query.answer;

import dev.tidewire.query.page.NamePosition;
import dev.tidewire.query.render.Column;
import dev.tidewire.query.render.Column.Type;
import dev.tidewire.query.render.Json;
import dev.tidewire.query.render.RowShape;
import dev.tidewire.query.render.RowWriter;
import dev.tidewire.query.request.SensorRequest;
import dev.tidewire.query.series.SeriesSpan;
import dev.tidewire.query.store.SensorStore;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The series of one sensor, after its cursor. */
final class SpanRows implements RowSource {
  private static final RowShape SHAPE =
      RowShape.of(
          List.of(
              Column.ofRow("metric", Type.STRING),
              Column.optional("unit", Type.STRING),
              Column.ofRow("tags", Type.JSON),
              Column.optional("tagsSince", Type.TIME),
              Column.optional("firstTime", Type.TIME),
              Column.optional("lastTime", Type.TIME)));

  /** Of a fetch: for each series all blocks that may have it are read. */
  static final int MOST = 100;

  private final SensorStore store;
  private final SensorRequest request;
  private @Nullable NamePosition position;
  private boolean more = true;

  SpanRows(SensorStore store, SensorRequest request) {
    this.store = store;
    this.request = request;
    this.position = request.after();
  }

  @Override
  public RowShape shape() {
    return SHAPE;
  }

  /** Asks for one series more than the page has, to learn whether there is one. */
  @Override
  public Future<Void> fetch(int limit, RowWriter to) {
    String after = position == null ? "" : position.name();
    int most = Math.min(limit, MOST);
    return store
        .spans(request.sensor(), after, most + 1L)
        .map(
            spans -> {
              more = spans.size() > most;
              write(more ? spans.subList(0, most) : spans, to);
              return null;
            });
  }

  @Override
  public boolean hasMore() {
    return more;
  }

  @Override
  public @Nullable String next() {
    return more && position != null ? position.cursor(request.identity()) : null;
  }

  private void write(List<SeriesSpan> spans, RowWriter to) {
    for (SeriesSpan span : spans) {
      write(span, to);
      position = new NamePosition(span.series().metric());
    }
  }

  private static void write(SeriesSpan span, RowWriter to) {
    to.row(0).string(span.series().metric());
    String unit = span.series().unit();
    if (unit == null) {
      to.absent();
    } else {
      to.string(unit);
    }
    to.json(Json.compact(span.tags()));
    time(span.tagsSinceMicros(), to);
    time(span.firstMicros(), to);
    time(span.lastMicros(), to);
    to.end();
  }

  private static void time(@Nullable Long micros, RowWriter to) {
    if (micros == null) {
      to.absent();
    } else {
      to.time(micros);
    }
  }
}
