package dev.tidewire.query.answer;

import dev.tidewire.query.render.RowShape;
import dev.tidewire.query.render.RowWriter;
import dev.tidewire.query.series.Series;
import dev.tidewire.query.store.ReadingStore;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The latest reading of each series that has one, some series at a time. */
final class LatestRows implements RowSource {
  private final ReadingStore store;
  private final List<Series> series;
  private int asked;

  LatestRows(ReadingStore store, List<Series> series) {
    this.store = store;
    this.series = series;
  }

  @Override
  public RowShape shape() {
    return ReadingShape.of(series);
  }

  @Override
  public Future<Void> fetch(int limit, RowWriter to) {
    int from = asked;
    asked = Math.min(series.size(), from + Math.min(limit, series.size()));
    return store
        .latest(series.subList(from, asked))
        .map(
            latest -> {
              latest.forEach(
                  (place, time, value) -> ReadingShape.write(to, from + place, time, value));
              return null;
            });
  }

  @Override
  public boolean hasMore() {
    return asked < series.size();
  }

  /** A page has the latest readings of all series. */
  @Override
  public @Nullable String next() {
    return null;
  }
}
