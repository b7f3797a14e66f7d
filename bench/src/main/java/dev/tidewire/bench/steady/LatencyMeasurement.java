package dev.tidewire.bench.steady;

import dev.tidewire.bench.load.LoadResult;
import dev.tidewire.bench.report.Row;
import dev.tidewire.bench.report.Section;
import dev.tidewire.bench.report.Unit;
import dev.tidewire.bench.rig.Plan;
import dev.tidewire.bench.rig.Rig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long answers take while many series come at real speed. Follows on a store that has grown.
 *
 * @param oldestMillis when its readings begin, more than an hour and a half ago
 */
public record LatencyMeasurement(Rig rig, Plan plan, long oldestMillis) {
  private static final long SEED = 2;

  private static final int ROUNDS = 4;
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  public Section measure() throws IOException, InterruptedException {
    rig.settle();
    SteadyLoad load = new SteadyLoad(rig, SEED, oldestMillis);
    load.begin();
    var unused = load.runFor(WARM_UP);
    SteadyLoad.Result result = load.runFor(plan.measured().multipliedBy(ROUNDS));
    rig.verify();
    List<Row> rows = new ArrayList<>();
    double perSecond = result.posted().perSecond() * 1_000;
    rows.add(Row.of("posted", perSecond, Unit.READINGS_PER_SECOND, null));
    add("POST of 1000 readings", result.posted(), rows);
    add("latest of a series", result.latest(), rows);
    String range = "%s %d readings of a series";
    add(range.formatted("newest", SteadyLoad.ROWS), result.newest(), rows);
    add(range.formatted("oldest", SteadyLoad.ROWS), result.old(), rows);
    String delay = "posted until answered by latest";
    add(delay, millis(result, 50), millis(result, 99), rows);
    String title = "W2 at %,d readings/s".formatted(SteadyLoad.READINGS_PER_SECOND);
    return Section.of(title, "", rows);
  }

  private static double millis(SteadyLoad.Result result, int percentile) {
    return result.delays().getValueAtPercentile(percentile) / 1e6;
  }

  private static void add(String what, LoadResult result, List<Row> rows) {
    add(what, result.p50Millis(), result.p99Millis(), rows);
  }

  private static void add(String what, double p50, double p99, List<Row> rows) {
    rows.add(Row.of(what + ", p50", p50, Unit.MILLISECONDS, null));
    rows.add(Row.of(what + ", p99", p99, Unit.MILLISECONDS, null));
  }
}
