package dev.tidewire.bench.report;

import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.measure.HttpFigures;
import dev.tidewire.bench.measure.IngestFigures;
import dev.tidewire.bench.measure.QueryFigures;
import dev.tidewire.bench.measure.Results;
import dev.tidewire.bench.measure.SoakFigures;
import dev.tidewire.bench.measure.StoreFigures;
import java.util.ArrayList;
import java.util.List;

/** The promises that the figures of a run can be held against. */
final class Targets {
  private static final long SERVICE_HEAP_MEBIBYTES = 128;

  private Targets() {}

  static List<Target> of(Results results) {
    List<Target> targets = new ArrayList<>();
    if (results.store() != null) {
      addStore(targets, results.store());
    }
    if (results.ingest() != null) {
      addIngest(targets, results.ingest());
    }
    if (results.query() != null) {
      addQuery(targets, results.query());
    }
    addHeap(targets, results);
    return targets;
  }

  private static void addStore(List<Target> targets, StoreFigures store) {
    targets.add(
        Target.atMost("Ingest, CPU a reading", 1.5, store.stored().cpu(Part.INGEST), " µs"));
    targets.add(
        Target.atMost(
            "Processing, CPU a reading", 1.0, store.stored().cpu(Part.PROCESSING), " µs"));
    targets.add(
        Target.atMost(
            "Postgres, CPU a reading against the bare insert",
            1.2,
            store.stored().cpu(Part.POSTGRES) / store.insert().cpu(Part.POSTGRES),
            " ×"));
    targets.add(
        Target.atLeastShare(
            "Stored readings a second against the bare insert",
            0.5,
            store.stored().perSecond() / store.insert().perSecond()));
  }

  private static void addIngest(List<Target> targets, IngestFigures ingest) {
    HttpFigures ours = ingest.single();
    HttpFigures bare = ingest.bareSingle();
    targets.add(
        Target.atLeastShare(
            "Single readings a second against the bare endpoint",
            0.5,
            ours.perSecond() / bare.perSecond()));
    targets.add(
        Target.atMost(
            "Single readings, p99 against the bare endpoint",
            4,
            ours.p99Millis() / bare.p99Millis(),
            " ×"));
  }

  private static void addQuery(List<Target> targets, QueryFigures query) {
    targets.add(
        Target.atLeastShare(
            "Latest a second against the bare query",
            0.6,
            query.latest().perSecond() / query.bareLatest().perSecond()));
    targets.add(
        Target.atLeastShare(
            "Range of " + QueryFigures.ROWS + " rows a second against the bare query",
            0.6,
            query.range().perSecond() / query.bareRange().perSecond()));
  }

  private static void addHeap(List<Target> targets, Results results) {
    long largest =
        List.of(Part.INGEST, Part.PROCESSING, Part.QUERY).stream()
            .mapToLong(part -> results.memory().heapMebibytes().getOrDefault(part, Long.MAX_VALUE))
            .max()
            .orElseThrow();
    targets.add(
        new Target(
            "Heap of each service during this run",
            "≤ " + SERVICE_HEAP_MEBIBYTES + " MiB",
            largest == Long.MAX_VALUE ? "unbounded" : largest + " MiB",
            largest <= SERVICE_HEAP_MEBIBYTES));
    SoakFigures soak = results.soak();
    if (soak != null) {
      long growth =
          soak.liveBytes().keySet().stream().mapToLong(soak::growthBytes).max().orElseThrow();
      targets.add(
          new Target(
              "Growth of what stays in a heap, over five minutes of full load",
              "none",
              growth <= 0 ? "none" : Numbers.micros(growth / 1048576.0) + " MiB",
              soak.isSteady()));
    }
  }
}
