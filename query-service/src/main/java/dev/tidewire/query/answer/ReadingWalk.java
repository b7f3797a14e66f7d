package dev.tidewire.query.answer;

import dev.tidewire.query.page.ReadingPosition;
import dev.tidewire.query.page.Series;
import dev.tidewire.query.render.Format;
import dev.tidewire.query.render.ReadingRenderer;
import dev.tidewire.query.render.Utf8Writer;
import dev.tidewire.query.request.ReadingsRequest;
import dev.tidewire.query.store.PageEnd;
import dev.tidewire.query.store.ReadingStore;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the readings of a request, page by page, and renders them. Each page is a statement
 * of its own: a slow client holds neither a connection nor a snapshot. Not thread-safe; the next
 * page may be asked for when the one before has come.
 */
final class ReadingWalk {
  /** A guess at a rendered reading, so that the first page seldom has to grow. */
  private static final int READING_BYTES = 110;

  private final ReadingStore store;
  private final ReadingsRequest request;
  private final List<Series> series;
  private final ReadingRenderer renderer;
  private @Nullable ReadingPosition position;
  private long readings;
  private int lastPageBytes;

  ReadingWalk(ReadingStore store, ReadingsRequest request, List<Series> series, Format format) {
    this.store = store;
    this.request = request;
    this.series = series;
    this.renderer = ReadingRenderer.of(format, series);
    this.position = request.after();
  }

  /** The next page, rendered; with what comes before the first reading when it is the first. */
  Future<Utf8Writer> page(int limit) {
    Utf8Writer out = new Utf8Writer(Math.max(lastPageBytes, Math.min(limit, 256) * READING_BYTES));
    if (readings == 0) {
      renderer.head(out);
    }
    int head = out.size();
    return store
        .page(
            series,
            request.range(),
            request.order(),
            position,
            limit,
            (place, time, value) -> renderer.reading(out, out.size() == head, place, time, value))
        .map(end -> advance(end, out));
  }

  /** The reading to go on behind, or null when there is no more. */
  @Nullable ReadingPosition position() {
    return position;
  }

  /** How many readings the pages held so far. */
  long readings() {
    return readings;
  }

  private Utf8Writer advance(PageEnd end, Utf8Writer out) {
    position = end.next();
    readings += end.readings();
    lastPageBytes = out.size();
    return out;
  }
}
