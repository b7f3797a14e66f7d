package dev.tidewire.query.store;

import dev.tidewire.contract.ReadingTime;
import dev.tidewire.query.page.ReadingPosition;
import dev.tidewire.query.series.Series;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.stream.Collector;

/** Hands the rows of a page on and remembers where it ended. Keeps no row. */
final class PageCollector {
  private final List<Series> series;
  private final int limit;
  private final ReadingSink sink;
  private int readings;
  private boolean more;
  private int lastSeries;
  private long lastTime;

  private PageCollector(List<Series> series, int limit, ReadingSink sink) {
    this.series = series;
    this.limit = limit;
    this.sink = sink;
  }

  static Collector<Row, ?, PageEnd> of(PageQuery query, ReadingSink sink) {
    return InOrder.of(
        () -> new PageCollector(query.series(), query.limit(), sink),
        PageCollector::add,
        PageCollector::end);
  }

  private void add(Row row) {
    if (readings == limit) {
      more = true;
      return;
    }
    lastSeries = (int) (row.getLong(0) - 1);
    lastTime = ReadingTime.toMicros(row.getOffsetDateTime(1));
    sink.reading(lastSeries, lastTime, row.getDouble(2));
    readings++;
  }

  private PageEnd end() {
    return new PageEnd(
        readings, more ? new ReadingPosition(lastTime, series.get(lastSeries).id()) : null);
  }
}
