package dev.tidewire.query.answer;

import dev.tidewire.contract.SeriesKey;
import dev.tidewire.platform.access.SensorPatterns;
import dev.tidewire.platform.text.JsonText;
import dev.tidewire.query.render.Envelope;
import dev.tidewire.query.render.Json;
import dev.tidewire.query.request.LatestRequest;
import dev.tidewire.query.request.Limits;
import dev.tidewire.query.series.LatestChoice;
import dev.tidewire.query.series.TooManySeries;
import dev.tidewire.query.series.Visible;
import dev.tidewire.query.store.ReadingStore;
import dev.tidewire.query.store.SeriesDirectory;
import io.vertx.core.Future;
import jakarta.inject.Singleton;

/** Answers with the latest reading of each series. */
@Singleton
public class LatestAnswers {
  private final SeriesDirectory directory;
  private final ReadingStore store;
  private final RowAnswers rows;
  private final Limits limits;

  LatestAnswers(SeriesDirectory directory, ReadingStore store, RowAnswers rows, Limits limits) {
    this.directory = directory;
    this.store = store;
    this.rows = rows;
    this.limits = limits;
  }

  /** The readings. JSON also names what was asked for but is not known, or may not be seen. */
  public Future<Answer> answer(LatestRequest request, SensorPatterns visible) {
    return directory.answer(
        new Visible(visible).names(request.sensors()),
        request.filter(),
        found -> answer(request, LatestChoice.of(request, found)));
  }

  private Future<Answer> answer(LatestRequest request, LatestChoice choice) {
    int series = choice.series().size();
    if (series == 0) {
      return Answer.refused(choice.nothingFound(request));
    }
    return series > limits.maxSeries()
        ? Answer.refused(TooManySeries.problem(limits.maxSeries()))
        : rows.answer(
            new LatestRows(store, choice.series()),
            request.format(),
            envelope(choice),
            Long.MAX_VALUE);
  }

  /** The page around the readings, which names what is not known. */
  private static Envelope envelope(LatestChoice choice) {
    Envelope envelope = ReadingsAnswers.ENVELOPE;
    if (!choice.unknownSensors().isEmpty()) {
      envelope = envelope.after("unknown", Json.strings(choice.unknownSensors()));
    }
    if (!choice.unknownSeries().isEmpty()) {
      envelope =
          envelope.after("unknownMetrics", Json.array(choice.unknownSeries(), LatestAnswers::json));
    }
    return envelope;
  }

  private static String json(SeriesKey key) {
    return "{\"sensor\":%s,\"metric\":%s}"
        .formatted(JsonText.quoted(key.sensor()), JsonText.quoted(key.metric()));
  }
}
