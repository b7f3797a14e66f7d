package dev.tidewire.query.answer;

import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.JsonText;
import dev.tidewire.query.render.Envelope;
import dev.tidewire.query.request.SensorRequest;
import dev.tidewire.query.request.SensorsRequest;
import dev.tidewire.query.series.Visible;
import dev.tidewire.query.store.SensorStore;
import io.vertx.core.Future;
import jakarta.inject.Singleton;

/** Answers which sensors there are. */
@Singleton
public class SensorAnswers {
  private static final Envelope LIST = Envelope.of("sensors");

  private final SensorStore store;
  private final RowAnswers rows;

  SensorAnswers(SensorStore store, RowAnswers rows) {
    this.store = store;
    this.rows = rows;
  }

  /** The list of the sensors that the caller may see. */
  public Future<Answer> answer(SensorsRequest request, SensorPatterns visible) {
    return rows.answer(
        new SensorRows(store, request, visible), request.format(), LIST, request.limit());
  }

  /** One sensor with its series, if the caller may see it. */
  public Future<Answer> answer(SensorRequest request, SensorPatterns visible) {
    String sensor = request.sensor();
    Envelope envelope = Envelope.of("series").before("sensor", JsonText.quoted(sensor));
    return store
        .isKnown(new Visible(visible).name(sensor))
        .compose(
            known ->
                known
                    ? rows.answer(
                        new SpanRows(store, request), request.format(), envelope, limit(request))
                    : Answer.refused(
                        Problem.of(
                            ProblemType.UNKNOWN_SENSOR,
                            "No reading of sensor `" + sensor + "` was ever stored.")));
  }

  private static long limit(SensorRequest request) {
    return request.format().streams() ? request.limit() : Math.min(request.limit(), SpanRows.MOST);
  }
}
