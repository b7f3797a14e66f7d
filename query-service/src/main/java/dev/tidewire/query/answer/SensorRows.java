package dev.tidewire.query.answer;

import dev.tidewire.platform.access.NameRange;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.query.page.NamePosition;
import dev.tidewire.query.render.Column;
import dev.tidewire.query.render.Column.Type;
import dev.tidewire.query.render.Json;
import dev.tidewire.query.render.RowShape;
import dev.tidewire.query.render.RowWriter;
import dev.tidewire.query.request.SensorsRequest;
import dev.tidewire.query.series.Sensor;
import dev.tidewire.query.store.SensorStore;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sensors of a request with their metrics, after its cursor. */
final class SensorRows implements RowSource {
  private static final RowShape SHAPE =
      RowShape.of(
          List.of(
              Column.ofRow("sensor", Type.STRING),
              Column.ofRow("metrics", Type.JSON),
              Column.optional("moreMetrics", Type.JSON)));

  /** Of all sensors of a fetch, which is collected in memory. */
  private static final int MOST_METRICS = 10_000;

  private final SensorStore store;
  private final SensorsRequest request;
  private final List<NameRange> ranges;
  private @Nullable NamePosition position;
  private boolean more = true;

  SensorRows(SensorStore store, SensorsRequest request, SensorPatterns visible) {
    this.store = store;
    this.request = request;
    this.ranges = visible.ranges(request.prefix());
    this.position = request.after();
  }

  @Override
  public RowShape shape() {
    return SHAPE;
  }

  /** Asks for one sensor and one metric more than the page has, to learn whether there are. */
  @Override
  public Future<Void> fetch(int limit, RowWriter to) {
    String after = position == null ? "" : position.name();
    return store
        .page(ranges, after, limit + 1L, MOST_METRICS + 1L)
        .map(
            sensors -> {
              more = sensors.size() > limit || metrics(sensors) > MOST_METRICS;
              boolean isLastListed = !more || sensors.size() == 1;
              write(isLastListed ? sensors : sensors.subList(0, sensors.size() - 1), to);
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

  private void write(List<Sensor> sensors, RowWriter to) {
    for (Sensor sensor : sensors) {
      write(sensor.name(), sensor.metrics(), to);
      position = new NamePosition(sensor.name());
    }
  }

  private static void write(String name, List<String> metrics, RowWriter to) {
    boolean isCut = metrics.size() > MOST_METRICS;
    to.row(0).string(name);
    to.json(Json.strings(isCut ? metrics.subList(0, MOST_METRICS) : metrics));
    if (isCut) {
      to.json("true");
    } else {
      to.absent();
    }
    to.end();
  }

  private static int metrics(List<Sensor> sensors) {
    return sensors.stream().mapToInt(sensor -> sensor.metrics().size()).sum();
  }
}
