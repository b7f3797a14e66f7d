package dev.tidewire.bench.measure;

import dev.tidewire.bench.limit.LimitProcess;
import dev.tidewire.bench.load.Load;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How fast the query service answers, in turns with a bare server that runs its statements. */
final class QueryMeasurement {
  private final Rig rig;
  private final Duration measured;
  private final Consumer<String> progress;

  /**
   * @param measured how long each figure is measured, all rounds together
   */
  QueryMeasurement(Rig rig, Duration measured, Consumer<String> progress) {
    this.rig = rig;
    this.measured = measured;
    this.progress = progress;
  }

  QueryFigures measure() throws IOException, InterruptedException {
    rig.settle();
    try (LimitProcess bare = LimitProcess.server(rig.ports().postgresUri())) {
      int barePort = (int) bare.answer();
      int port = rig.ports().query();
      QueryLoads loads = rig.queryLoads();
      loads.check(port);
      List<HttpFigures> latest = inTurns(loads.latest(port), loads.bareLatest(barePort));
      progress.accept(described("latest", latest));
      List<HttpFigures> range = inTurns(loads.range(port), loads.bareRange(barePort));
      progress.accept(described(QueryFigures.ROWS + " rows", range));
      return new QueryFigures(latest.get(0), latest.get(1), range.get(0), range.get(1));
    }
  }

  /** The figures of ours and of the bare one. */
  private List<HttpFigures> inTurns(Load ours, Load bare) throws IOException, InterruptedException {
    Rig.warmUp(ours);
    Rig.warmUp(bare);
    Duration turn = measured.dividedBy(Rig.ROUNDS);
    List<HttpFigures> ourRounds = new ArrayList<>();
    List<HttpFigures> bareRounds = new ArrayList<>();
    for (int round = 0; round < Rig.ROUNDS; round++) {
      ourRounds.add(HttpFigures.of(ours.runFor(turn)));
      bareRounds.add(HttpFigures.of(bare.runFor(turn)));
    }
    return List.of(HttpFigures.median(ourRounds), HttpFigures.median(bareRounds));
  }

  private static String described(String name, List<HttpFigures> figures) {
    return "%s: %,.0f requests/s, bare %,.0f"
        .formatted(name, figures.get(0).perSecond(), figures.get(1).perSecond());
  }
}
