package dev.tidewire.query.answer;

import dev.tidewire.query.page.NamePosition;
import dev.tidewire.query.page.NamePrefix;
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
      RowShape.of(List.of(Column.ofRow("sensor", Type.STRING), Column.ofRow("metrics", Type.JSON)));

  private final SensorStore store;
  private final SensorsRequest request;
  private @Nullable NamePosition position;
  private boolean more = true;

  SensorRows(SensorStore store, SensorsRequest request) {
    this.store = store;
    this.request = request;
    this.position = request.after();
  }

  @Override
  public RowShape shape() {
    return SHAPE;
  }

  /** Asks for one sensor more than the page has, to learn whether there is one. */
  @Override
  public Future<Void> fetch(int limit, RowWriter to) {
    String after = position == null ? "" : position.name();
    return store
        .page(NamePrefix.of(request.prefix()), after, limit + 1L)
        .map(
            sensors -> {
              more = sensors.size() > limit;
              write(more ? sensors.subList(0, limit) : sensors, to);
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
      to.row(0).string(sensor.name()).json(Json.strings(sensor.metrics())).end();
      position = new NamePosition(sensor.name());
    }
  }
}
