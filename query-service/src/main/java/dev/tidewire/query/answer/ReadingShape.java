package dev.tidewire.query.answer;

import dev.tidewire.query.render.Column;
import dev.tidewire.query.render.Column.Type;
import dev.tidewire.query.render.RowShape;
import dev.tidewire.query.render.RowWriter;
import dev.tidewire.query.series.Series;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Readings as rows; the groups are their series. */
final class ReadingShape {
  private static final List<Column> COLUMNS =
      List.of(
          Column.ofGroup("sensor", Type.STRING),
          Column.ofGroup("metric", Type.STRING),
          Column.ofRow("time", Type.TIME),
          Column.ofRow("value", Type.NUMBER),
          Column.ofGroup("unit", Type.STRING));

  private ReadingShape() {}

  static RowShape of(List<Series> series) {
    return new RowShape(COLUMNS, series.stream().map(ReadingShape::shared).toList());
  }

  static void write(RowWriter rows, int series, long timeMicros, double value) {
    rows.row(series).time(timeMicros).number(value).end();
  }

  private static List<@Nullable String> shared(Series series) {
    List<@Nullable String> shared = new ArrayList<>(3);
    shared.add(series.sensor());
    shared.add(series.metric());
    shared.add(series.unit());
    return shared;
  }
}
