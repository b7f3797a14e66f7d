package dev.tidewire.bench.steady;

import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.report.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A minute of a long run at real speed.
 *
 * @param cpuMicros of a reading, by process
 */
public record SteadyMinute(
    int minute,
    double readingsPerSecond,
    long blockBytes,
    long chunkBytes,
    long deadRows,
    long vacuums,
    double latestMillis,
    double newestMillis,
    double oldMillis,
    double delayMillis,
    Map<Part, Double> cpuMicros) {
  private static final String HEAD =
      "minute,readings_per_second,block_bytes,chunk_bytes,dead_rows,vacuums,latest_p99_ms,"
          + "newest_p99_ms,old_p99_ms,answered_p99_ms,postgres_us,processing_us,ingest_us,kafka_us";

  private static final double MEBIBYTE = 1 << 20;

  /** All minutes as CSV. */
  public static String csv(List<SteadyMinute> minutes) {
    return HEAD
        + "\n"
        + minutes.stream().map(SteadyMinute::line).collect(Collectors.joining("\n"))
        + "\n";
  }

  private String line() {
    return String.format(
        Locale.ROOT,
        "%d,%.0f,%d,%d,%d,%d,%.2f,%.2f,%.2f,%.2f,%.3f,%.3f,%.3f,%.3f",
        minute,
        readingsPerSecond,
        blockBytes,
        chunkBytes,
        deadRows,
        vacuums,
        latestMillis,
        newestMillis,
        oldMillis,
        delayMillis,
        cpu(Part.POSTGRES),
        cpu(Part.PROCESSING),
        cpu(Part.INGEST),
        cpu(Part.KAFKA));
  }

  private double cpu(Part part) {
    return cpuMicros.getOrDefault(part, 0.0);
  }

  /** A line for people. */
  String text() {
    return String.format(
        Locale.ROOT,
        "minute %d: %,.0f readings/s; block %.1f MiB, chunk %.1f MiB, %,d dead rows, %d vacuums; "
            + "p99 latest %.1f ms, newest %.1f ms, old %.1f ms, answered %.0f ms; Postgres %.2f µs",
        minute,
        readingsPerSecond,
        blockBytes / MEBIBYTE,
        chunkBytes / MEBIBYTE,
        deadRows,
        vacuums,
        latestMillis,
        newestMillis,
        oldMillis,
        delayMillis,
        cpu(Part.POSTGRES));
  }

  /** All minutes as a picture. */
  public static String svg(List<SteadyMinute> minutes) {
    List<Double> block = new ArrayList<>();
    List<Double> chunk = new ArrayList<>();
    List<Double> dead = new ArrayList<>();
    List<Double> latest = new ArrayList<>();
    List<Double> newest = new ArrayList<>();
    List<Double> old = new ArrayList<>();
    List<Double> delay = new ArrayList<>();
    List<Double> postgres = new ArrayList<>();
    List<Double> processing = new ArrayList<>();
    for (SteadyMinute minute : minutes) {
      block.add(minute.blockBytes / MEBIBYTE);
      chunk.add(minute.chunkBytes / MEBIBYTE);
      dead.add((double) minute.deadRows);
      latest.add(minute.latestMillis);
      newest.add(minute.newestMillis);
      old.add(minute.oldMillis);
      delay.add(minute.delayMillis);
      postgres.add(minute.cpu(Part.POSTGRES));
      processing.add(minute.cpu(Part.PROCESSING));
    }
    return Plot.svg(
        "W2 at %,d readings/s, %d minutes"
            .formatted(SteadyLoad.READINGS_PER_SECOND, minutes.size()),
        List.of(
            panel("Size of tables and indexes, MiB", line("block", block), line("chunk", chunk)),
            panel("Dead rows", line("block and chunk", dead)),
            panel(
                "p99 of queries, ms",
                line("latest", latest),
                line("newest 240", newest),
                line("old 240", old)),
            panel("p99 from POST until answered by latest, ms", line("answered", delay)),
            panel(
                "CPU a reading, µs", line("Postgres", postgres), line("processing", processing))));
  }

  private static Plot.Panel panel(String title, Plot.Line... lines) {
    return new Plot.Panel(title, List.of(lines));
  }

  private static Plot.Line line(String name, List<Double> figures) {
    return new Plot.Line(name, figures);
  }
}
