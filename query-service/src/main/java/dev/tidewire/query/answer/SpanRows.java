package dev.tidewire.query.answer;

import dev.tidewire.query.page.SeriesSpan;
import dev.tidewire.query.render.Column;
import dev.tidewire.query.render.Column.Type;
import dev.tidewire.query.render.RowShape;
import dev.tidewire.query.render.RowWriter;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The series of one sensor, all of which are there already. */
record SpanRows(List<SeriesSpan> series) implements RowSource {
  private static final RowShape SHAPE =
      RowShape.of(
          List.of(
              Column.ofRow("metric", Type.STRING),
              Column.optional("unit", Type.STRING),
              Column.ofRow("tags", Type.JSON),
              Column.optional("firstTime", Type.TIME),
              Column.optional("lastTime", Type.TIME)));

  @Override
  public RowShape shape() {
    return SHAPE;
  }

  @Override
  public Future<Void> fetch(int limit, RowWriter to) {
    series.forEach(span -> write(span, to));
    return Future.succeededFuture();
  }

  @Override
  public boolean hasMore() {
    return false;
  }

  @Override
  public String cursor() {
    throw new IllegalStateException("all series are in one page");
  }

  private static void write(SeriesSpan span, RowWriter to) {
    to.row(0).string(span.series().metric());
    String unit = span.series().unit();
    if (unit == null) {
      to.absent();
    } else {
      to.string(unit);
    }
    to.json(span.series().tags());
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
