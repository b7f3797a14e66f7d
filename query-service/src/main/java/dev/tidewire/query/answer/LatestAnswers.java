package dev.tidewire.query.answer;

import dev.tidewire.query.problem.Problem;
import dev.tidewire.query.render.Format;
import dev.tidewire.query.render.JsonAnswers;
import dev.tidewire.query.render.ReadingRenderer;
import dev.tidewire.query.render.Utf8Writer;
import dev.tidewire.query.request.LatestRequest;
import dev.tidewire.query.request.Limits;
import dev.tidewire.query.store.LatestReadings;
import dev.tidewire.query.store.ReadingStore;
import dev.tidewire.query.store.SeriesDirectory;
import io.vertx.core.Future;
import jakarta.inject.Singleton;

/** Answers with the latest reading of each series. */
@Singleton
public class LatestAnswers {
  private static final int READING_BYTES = 160;

  private final SeriesDirectory directory;
  private final ReadingStore store;
  private final Limits limits;

  LatestAnswers(SeriesDirectory directory, ReadingStore store, Limits limits) {
    this.directory = directory;
    this.store = store;
    this.limits = limits;
  }

  /** The readings, and the names that nothing is known of. */
  public Future<Answer> answer(LatestRequest request) {
    return directory
        .find(request.sensors(), request.metrics())
        .map(found -> LatestChoice.of(request, found))
        .compose(choice -> answer(request, choice));
  }

  private Future<Answer> answer(LatestRequest request, LatestChoice choice) {
    if (choice.series().isEmpty()) {
      return refused(choice.nothingFound(request));
    }
    int series = choice.series().size();
    return series > limits.maxSeries()
        ? refused(Problem.tooManySeries(series, limits.maxSeries()))
        : store.latest(choice.series()).map(latest -> page(choice, latest));
  }

  private static Answer page(LatestChoice choice, LatestReadings latest) {
    Utf8Writer out = new Utf8Writer(READING_BYTES * (latest.found() + 1));
    ReadingRenderer renderer = ReadingRenderer.of(Format.JSON, choice.series());
    renderer.head(out);
    int head = out.size();
    latest.forEach(
        (place, time, value) -> renderer.reading(out, out.size() == head, place, time, value));
    JsonAnswers.endLatest(out, choice.unknownSensors(), choice.unknownSeries());
    return new Answer.Page(out.toByteArray(), null);
  }

  private static Future<Answer> refused(Problem problem) {
    return Future.succeededFuture(new Answer.Refused(problem));
  }
}
