package dev.tidewire.processing.merge;

import static java.util.Objects.requireNonNull;

import dev.tidewire.processing.chunk.Checked;
import dev.tidewire.processing.chunk.Merged;
import dev.tidewire.processing.merge.MergeFault.Kind;
import dev.tidewire.processing.merge.MergeReport.Blocks;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The metrics of the background merge. */
@ApplicationScoped
class MergeMetrics {
  private final Counter gathered;
  private final Counter settled;
  private final Counter duplicates;
  private final Counter expired;
  private final Map<Kind, Counter> failures = new EnumMap<>(Kind.class);
  private final Counter checked;

  MergeMetrics(
      MeterRegistry registry, StoppedMerges stopped, DamagedRows damagedRows, Backlog backlog) {
    gathered = readings(registry, "gather");
    settled = readings(registry, "settle");
    duplicates =
        Counter.builder("tidewire.merge.duplicates")
            .description("Readings that merges left out because later ones replaced them")
            .register(registry);
    expired =
        Counter.builder("tidewire.merge.expired")
            .description("Readings that merges left out because they are older than the retention")
            .register(registry);
    for (Kind kind : Kind.values()) {
      failures.put(kind, failures(registry, kind));
    }
    checked =
        Counter.builder("tidewire.scrub.readings")
            .description("Readings in stored rows that were checked for damage")
            .register(registry);
    Gauge.builder("tidewire.scrub.damaged", damagedRows::count)
        .description("Stored rows that were found damaged and are still so")
        .register(registry);
    Gauge.builder("tidewire.merge.blocks", () -> blocks(backlog, Blocks::number))
        .description("Blocks that polls have written and that wait to be merged")
        .register(registry);
    Gauge.builder("tidewire.merge.blocks.age", () -> blocks(backlog, Blocks::ageSeconds))
        .description("Age of the oldest block that waits to be merged")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("tidewire.merge.overdue.blocks", () -> backlog.overdue().blocks())
        .description("Merged blocks that were due to be settled into chunks, and were not")
        .register(registry);
    Gauge.builder("tidewire.merge.overdue", () -> backlog.overdue().seconds())
        .description("Time since the oldest of the overdue blocks was due to be settled")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("tidewire.merge.behind", () -> homes(backlog))
        .description("Homes in which so many blocks wait that their polls are slowed down")
        .register(registry);
    Gauge.builder("tidewire.merge.stopped", () -> stopped.count(Kind.FRAME))
        .description("Homes and groups that are not merged because a stored frame is damaged")
        .register(registry);
    Gauge.builder("tidewire.merge.refused", () -> stopped.count(Kind.REFUSED))
        .description("Homes and groups that are not merged because the database refuses it")
        .register(registry);
    Gauge.builder("tidewire.merge.failed", () -> stopped.count(Kind.BUG))
        .description("Homes and groups that are not merged because of an error in the program")
        .register(registry);
  }

  /** The metrics are there from the start, and not only after the first merge. */
  void start(@Observes StartupEvent started) {}

  private static double blocks(Backlog backlog, ToDoubleFunction<Blocks> figure) {
    return backlog.blocks().map(figure::applyAsDouble).orElse(Double.NaN);
  }

  private static int homes(Backlog backlog) {
    return backlog.behind().map(behind -> behind.homes().size()).orElse(0);
  }

  private static Counter readings(MeterRegistry registry, String step) {
    return Counter.builder("tidewire.merge.readings")
        .description("Readings in the blocks that were merged")
        .tag("step", step)
        .register(registry);
  }

  private static Counter failures(MeterRegistry registry, Kind kind) {
    return Counter.builder("tidewire.merge.failures")
        .description("Merges that failed and changed nothing")
        .tag("reason", kind.code())
        .register(registry);
  }

  /** A gather settles, too, what it takes of level 1. */
  void merged(Merged merged) {
    gathered.increment(merged.written().readings());
    settled.increment(merged.gathered().readings());
    duplicates.increment(merged.duplicates());
    expired.increment(merged.expired());
  }

  void checked(Checked rows) {
    checked.increment(rows.readings());
  }

  void failed(MergeFault fault) {
    count(fault.kind());
  }

  /** Everything waits, so whatever the database has answered counts as its failure. */
  void failedAsAWhole(MergeFault fault) {
    count(fault.kind() == Kind.BUG ? Kind.BUG : Kind.DATABASE);
  }

  private void count(Kind kind) {
    requireNonNull(failures.get(kind)).increment();
  }
}
