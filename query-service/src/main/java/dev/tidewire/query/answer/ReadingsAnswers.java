package dev.tidewire.query.answer;

import dev.tidewire.query.QueryConfig;
import dev.tidewire.query.page.ReadingPosition;
import dev.tidewire.query.page.Series;
import dev.tidewire.query.problem.Problem;
import dev.tidewire.query.render.Format;
import dev.tidewire.query.render.JsonAnswers;
import dev.tidewire.query.render.Utf8Writer;
import dev.tidewire.query.request.Limits;
import dev.tidewire.query.request.ReadingsRequest;
import dev.tidewire.query.store.ReadingStore;
import dev.tidewire.query.store.SeriesDirectory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Answers with the readings of a sensor. Made at the start, so that its metrics are there before
 * the first request.
 */
@Startup
@Singleton
public class ReadingsAnswers {
  private final SeriesDirectory directory;
  private final ReadingStore store;
  private final Limits limits;
  private final int fetchSize;
  private final Semaphore streams;

  ReadingsAnswers(
      SeriesDirectory directory,
      ReadingStore store,
      Limits limits,
      QueryConfig config,
      MeterRegistry metrics) {
    this.directory = directory;
    this.store = store;
    this.limits = limits;
    this.fetchSize = config.stream().fetchSize();
    int maxStreams = config.stream().maxConcurrent();
    this.streams = new Semaphore(maxStreams);
    Gauge.builder("tidewire.query.streams", streams, free -> maxStreams - free.availablePermits())
        .description("Answers that are being streamed")
        .register(metrics);
    Gauge.builder("tidewire.query.streams.limit", () -> maxStreams)
        .description("Most answers that may be streamed at once")
        .register(metrics);
  }

  /** The readings, in this format. */
  public Future<Answer> answer(ReadingsRequest request, Format format) {
    return directory
        .find(Set.of(request.sensor()), request.metrics())
        .compose(
            found -> {
              List<Series> known = found.getOrDefault(request.sensor(), List.of());
              SeriesChoice choice =
                  SeriesChoice.of(request.sensor(), request.metrics(), known, limits.maxSeries());
              return choice instanceof SeriesChoice.Chosen chosen
                  ? readings(request, chosen.series(), format)
                  : refused(((SeriesChoice.Refused) choice).problem());
            });
  }

  private Future<Answer> readings(ReadingsRequest request, List<Series> series, Format format) {
    ReadingWalk walk = new ReadingWalk(store, request, series, format);
    return format.streams() ? stream(request, walk, format) : page(request, walk);
  }

  private Future<Answer> page(ReadingsRequest request, ReadingWalk walk) {
    int limit = request.limit() == null ? limits.defaultPage() : request.limit();
    return walk.page(limit)
        .map(
            (Utf8Writer out) -> {
              ReadingPosition position = walk.position();
              String next = position == null ? null : position.cursor(request.identity());
              return new Answer.Page(JsonAnswers.endPage(out, next).toByteArray(), next);
            });
  }

  private Future<Answer> stream(ReadingsRequest request, ReadingWalk walk, Format format) {
    if (!streams.tryAcquire()) {
      return refused(
          Problem.overloaded("As many answers are streaming as the service has room for."));
    }
    return new ReadingStream(format, walk, fetchSize, request.limit(), streams::release)
        .open()
        .map(Answer.Streamed::new);
  }

  private static Future<Answer> refused(Problem problem) {
    return Future.succeededFuture(new Answer.Refused(problem));
  }
}
