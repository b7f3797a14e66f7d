package dev.tidewire.bench.steady;

import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.report.Row;
import dev.tidewire.bench.report.Section;
import dev.tidewire.bench.report.Unit;
import dev.tidewire.bench.rig.Plan;
import dev.tidewire.bench.rig.Rig;
import dev.tidewire.bench.rig.Work;
import dev.tidewire.bench.stack.StoreTables;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Many series at real speed for hours, from empty, with a line every minute. */
public record SteadyMeasurement(Rig rig, Plan plan) {
  private static final long SEED = 3;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Leaves an empty store behind. */
  public List<SteadyMinute> measure() throws IOException, InterruptedException {
    rig.empty();
    rig.settle();
    SteadyLoad load = new SteadyLoad(rig, SEED, System.currentTimeMillis());
    load.begin();
    var unused = load.runFor(MINUTE);
    List<SteadyMinute> minutes = new ArrayList<>();
    for (int minute = 1; minute <= plan.soak().toMinutes(); minute++) {
      minutes.add(measure(minute, load));
      rig.progress("  " + minutes.get(minutes.size() - 1).text());
    }
    rig.verify();
    rig.empty();
    return minutes;
  }

  private SteadyMinute measure(int minute, SteadyLoad load)
      throws IOException, InterruptedException {
    Map<Part, Duration> before = rig.processes().cpu();
    long accepted = rig.intake().accepted();
    long start = System.nanoTime();
    SteadyLoad.Result result = load.runFor(MINUTE);
    long nanos = System.nanoTime() - start;
    Work work = Work.of(rig.intake().accepted() - accepted, nanos, before, rig.processes().cpu());
    StoreTables.Vacuums vacuums = rig.tables().vacuums();
    rig.processes().requireAlive();
    return new SteadyMinute(
        minute,
        work.perSecond(),
        rig.tables().blockBytes(),
        rig.tables().chunkBytes(),
        vacuums.deadRows(),
        vacuums.done(),
        result.latest().p99Millis(),
        result.newest().p99Millis(),
        result.old().p99Millis(),
        result.delays().getValueAtPercentile(99) / 1e6,
        work.cpuMicros());
  }

  /** The worst minute of each figure that may grow. */
  public static Section section(List<SteadyMinute> minutes) {
    List<Row> rows = new ArrayList<>();
    for (Worst worst : Worst.values()) {
      double most = minutes.stream().map(worst::of).max(Comparator.naturalOrder()).orElse(0.0);
      rows.add(Row.of(worst.what, most, worst.unit, null));
    }
    return Section.of("W2 at real speed for %d minutes".formatted(minutes.size()), "", rows);
  }

  private enum Worst {
    BLOCK("block, largest", Unit.MEBIBYTES) {
      @Override
      double of(SteadyMinute minute) {
        return minute.blockBytes() / (double) (1 << 20);
      }
    },
    LATEST("latest, p99 of the worst minute", Unit.MILLISECONDS) {
      @Override
      double of(SteadyMinute minute) {
        return minute.latestMillis();
      }
    },
    NEWEST("newest 240 readings, p99 of the worst minute", Unit.MILLISECONDS) {
      @Override
      double of(SteadyMinute minute) {
        return minute.newestMillis();
      }
    },
    DELAY("posted until answered, p99 of the worst minute", Unit.MILLISECONDS) {
      @Override
      double of(SteadyMinute minute) {
        return minute.delayMillis();
      }
    };

    private final String what;
    private final Unit unit;

    Worst(String what, Unit unit) {
      this.what = what;
      this.unit = unit;
    }

    abstract double of(SteadyMinute minute);
  }
}
