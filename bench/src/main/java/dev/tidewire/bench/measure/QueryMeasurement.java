package dev.tidewire.bench.measure;

import dev.tidewire.bench.limit.BareServerProcess;
import dev.tidewire.bench.limit.RowTable;
import dev.tidewire.bench.load.Load;
import dev.tidewire.bench.load.LoadResult;
import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.report.Row;
import dev.tidewire.bench.report.Unit;
import dev.tidewire.bench.rig.Compared;
import dev.tidewire.bench.rig.Rig;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** How fast the query service answers, beside a bare server that reads a row a reading. */
record QueryMeasurement(Rig rig, Duration turn) {
  void measure(Consumer<Row> rows) throws IOException, InterruptedException {
    rig.settle();
    RowTable.copy(rig.database());
    try (BareServerProcess bare = new BareServerProcess(rig.stack().postgresUri())) {
      int port = rig.stack().port(Part.QUERY);
      QueryLoads loads = new QueryLoads(rig);
      loads.check(port);
      compare("latest", loads.latest(port), loads.bareLatest(bare.port()), rows);
      String range = "range of %d rows".formatted(QueryLoads.ROWS);
      compare(range, loads.range(port), loads.bareRange(bare.port()), rows);
    }
  }

  private void compare(String name, Load ours, Load bare, Consumer<Row> rows)
      throws IOException, InterruptedException {
    rig.warmUp(name, () -> ours.runFor(Rig.WARM_UP_TURN).perSecond());
    rig.warmUp("bare query", () -> bare.runFor(Rig.WARM_UP_TURN).perSecond());
    Compared<LoadResult> results =
        Compared.rounds("bare query", () -> ours.runFor(turn), () -> bare.runFor(turn));
    String what = "%s, %d connections".formatted(name, QueryLoads.CONNECTIONS);
    rows.accept(results.row(what, Unit.REQUESTS_PER_SECOND, LoadResult::perSecond, 0.6));
    rows.accept(results.row(what + ", p99", Unit.MILLISECONDS, LoadResult::p99Millis, null));
  }
}
