package dev.tidewire.query.answer;

import dev.tidewire.query.page.ReadingPosition;
import dev.tidewire.query.render.RowShape;
import dev.tidewire.query.render.RowWriter;
import dev.tidewire.query.request.ReadingsRequest;
import dev.tidewire.query.series.Series;
import dev.tidewire.query.store.ReadingStore;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The readings of a request, after its cursor. */
final class ReadingRows implements RowSource {
  private final ReadingStore store;
  private final ReadingsRequest request;
  private final List<Series> series;
  private @Nullable ReadingPosition position;

  ReadingRows(ReadingStore store, ReadingsRequest request, List<Series> series) {
    this.store = store;
    this.request = request;
    this.series = series;
    this.position = request.after();
  }

  @Override
  public RowShape shape() {
    return ReadingShape.of(series);
  }

  @Override
  public Future<Void> fetch(int limit, RowWriter to) {
    return store
        .page(
            series,
            request.range(),
            request.order(),
            position,
            limit,
            (place, time, value) -> ReadingShape.write(to, place, time, value))
        .map(
            end -> {
              position = end.next();
              return null;
            });
  }

  @Override
  public boolean hasMore() {
    return position != null;
  }

  @Override
  public @Nullable String next() {
    return position == null ? null : position.cursor(request.identity());
  }
}
