package dev.tidewire.query.answer;

import dev.tidewire.query.page.NamePrefix;
import dev.tidewire.query.page.Sensor;
import dev.tidewire.query.page.SensorPosition;
import dev.tidewire.query.page.SeriesSpan;
import dev.tidewire.query.problem.Problem;
import dev.tidewire.query.render.JsonAnswers;
import dev.tidewire.query.request.SensorRequest;
import dev.tidewire.query.request.SensorsRequest;
import dev.tidewire.query.store.SensorStore;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.List;

/** Answers which sensors there are. */
@Singleton
public class SensorAnswers {
  private final SensorStore store;

  SensorAnswers(SensorStore store) {
    this.store = store;
  }

  /** A page of the list of sensors. Asks for one more than it shows, to learn whether there is. */
  public Future<Answer> answer(SensorsRequest request) {
    SensorPosition after = request.after();
    return store
        .page(
            NamePrefix.of(request.prefix()),
            after == null ? "" : after.sensor(),
            request.limit() + 1)
        .map(sensors -> page(request, sensors));
  }

  /** One sensor with its series. */
  public Future<Answer> answer(SensorRequest request) {
    return store.spans(request.sensor()).map(series -> sensor(request.sensor(), series));
  }

  private static Answer page(SensorsRequest request, List<Sensor> sensors) {
    if (sensors.size() <= request.limit()) {
      return new Answer.Page(JsonAnswers.sensors(sensors, null), null);
    }
    List<Sensor> shown = sensors.subList(0, request.limit());
    String next = new SensorPosition(shown.get(shown.size() - 1).name()).cursor(request.identity());
    return new Answer.Page(JsonAnswers.sensors(shown, next), next);
  }

  private static Answer sensor(String sensor, List<SeriesSpan> series) {
    return series.isEmpty()
        ? new Answer.Refused(
            Problem.unknownSensor("No reading of sensor `" + sensor + "` was ever stored."))
        : new Answer.Page(JsonAnswers.sensor(sensor, series), null);
  }
}
