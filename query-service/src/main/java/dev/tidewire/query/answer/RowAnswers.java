package dev.tidewire.query.answer;

import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.query.QueryConfig;
import dev.tidewire.query.render.Envelope;
import dev.tidewire.query.render.Format;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/**
 * Answers with rows of any shape: a page as JSON, a stream as NDJSON or CSV. Created at the start,
 * so that its metrics exist before the first request.
 */
@Startup
@Singleton
public class RowAnswers {
  private final int fetchSize;
  private final Semaphore streams;

  RowAnswers(QueryConfig config, MeterRegistry metrics) {
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

  /**
   * At most {@code limit} rows. In JSON they are one page, whose envelope names the cursor of the
   * next one.
   */
  Future<Answer> answer(RowSource rows, Format format, Envelope envelope, long limit) {
    RowWalk walk = new RowWalk(rows, format, envelope, limit);
    return format.streams() ? stream(walk) : walk.whole(fetchSize).map(page -> page);
  }

  private Future<Answer> stream(RowWalk walk) {
    if (!streams.tryAcquire()) {
      return Answer.refused(
          Problem.of(
              ProblemType.OVERLOADED,
              "As many answers are streaming as the service has room for. Ask again in a moment, or for"
                  + " pages of JSON."));
    }
    return new RowStream(walk, fetchSize, streams::release).open().map(Answer.Streamed::new);
  }
}
