package dev.tidewire.bench.steady;

import dev.tidewire.bench.load.Load;
import dev.tidewire.bench.load.LoadResult;
import dev.tidewire.bench.load.ReadingStream;
import dev.tidewire.bench.load.Sensors;
import dev.tidewire.bench.load.StreamRequests;
import dev.tidewire.bench.load.Workload;
import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.rig.Intake;
import dev.tidewire.bench.rig.Rig;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Many series at real speed, 10,000 readings a second, while queries come at a low fixed rate. */
final class SteadyLoad {
  static final int READINGS_PER_SECOND = 10_000;

  /** Readings of a range. */
  static final int ROWS = 240;

  /** The time of as many readings of a series. */
  private static final long OLD_MILLIS = ROWS * Workload.W2.stepMillis();

  /** Of each kind of query. */
  private static final Duration QUERY_PERIOD = Duration.ofMillis(50);

  private static final Duration POST_PERIOD =
      Duration.ofSeconds(1).multipliedBy(Workload.BATCH).dividedBy(READINGS_PER_SECOND);

  private static final int QUERY_CONNECTIONS = 2;
  private static final int OK = 200;

  private final Rig rig;
  private final ReadingStream stream;
  private final int queryPort;
  private final long oldMillis;
  private final SplittableRandom random = new SplittableRandom(1);

  /** What it measured; the delays are those until query answers what was posted. */
  record Result(
      LoadResult posted, LoadResult latest, LoadResult newest, LoadResult old, Histogram delays) {}

  /**
   * @param oldMillis when the range of old readings begins
   */
  SteadyLoad(Rig rig, long seed, long oldMillis) {
    this.rig = rig;
    this.oldMillis = oldMillis;
    long firstMillis = System.currentTimeMillis() - Workload.W2.stepMillis();
    stream = new ReadingStream(Workload.W2, seed, firstMillis);
    queryPort = rig.stack().port(Part.QUERY);
  }

  /** Posts the first reading of each series at once, so that all can be asked for. */
  void begin() throws IOException, InterruptedException {
    var unused = rig.intake().post(stream, Workload.W2.batchesPerTurn());
    rig.awaitStored();
  }

  /** Goes on for this duration. */
  Result runFor(Duration duration) throws IOException, InterruptedException {
    AnswerDelay delay = new AnswerDelay(queryPort);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<LoadResult> latest = threads.submit(queries(QueryPaths::latest, duration));
      Future<LoadResult> newest =
          threads.submit(queries(sensor -> QueryPaths.newest(sensor, ROWS), duration));
      Future<LoadResult> old =
          threads.submit(
              queries(
                  sensor -> QueryPaths.between(sensor, oldMillis, oldMillis + OLD_MILLIS),
                  duration));
      Future<Histogram> delays = threads.submit(delay);
      LoadResult posted = rig.intake().post(stream, watched(delay), POST_PERIOD, duration);
      delay.end();
      return new Result(posted, latest.get(), newest.get(), old.get(), delays.get());
    } catch (ExecutionException e) {
      throw new IOException("The query service failed under load: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Supplier<byte[]>> watched(AnswerDelay delay) {
    List<StreamRequests> requests = Intake.requests(stream);
    return requests.stream().map(delay::watching).toList();
  }

  private Callable<LoadResult> queries(Function<String, byte[]> query, Duration duration) {
    SplittableRandom own = random.split();
    Supplier<byte[]> requests =
        () -> {
          synchronized (own) {
            return query.apply(Sensors.name(own.nextInt(Workload.W2.series())));
          }
        };
    Load load = new Load(queryPort, Collections.nCopies(QUERY_CONNECTIONS, requests), OK);
    return () -> load.runAtRate(QUERY_PERIOD, duration);
  }
}
