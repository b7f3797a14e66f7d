package dev.tidewire.bench.measure;

import dev.tidewire.bench.limit.LimitProcess;
import dev.tidewire.bench.machine.CpuTimes;
import dev.tidewire.bench.machine.Part;
import dev.tidewire.bench.stack.TopicSize;
import dev.tidewire.contract.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The whole way of many readings, from the first request to the last row, in turns with a bare
 * insert and a bare producer of as many. Comes first of all measurements: both tables start empty.
 */
final class StoreMeasurement {
  private static final int BATCH = 1_000;

  private final Rig rig;
  private final long readings;
  private final Consumer<String> progress;

  /**
   * @param readings of each round, a multiple of 1000
   */
  StoreMeasurement(Rig rig, long readings, Consumer<String> progress) {
    this.rig = rig;
    this.readings = readings;
    this.progress = progress;
  }

  /** Warms the limits up as the stack already is, then measures. */
  StoreFigures measure() throws IOException, InterruptedException {
    try (LimitProcess producer =
            LimitProcess.producer(rig.ports().kafkaBootstrapServers(), rig.firstMillis());
        LimitProcess insert = LimitProcess.insert(rig.ports().postgresUri(), rig.firstMillis())) {
      WarmUp.by(() -> readings / seconds(insert.run(readings)));
      WarmUp.by(() -> readings / seconds(producer.run(readings)));
      List<WorkFigures> stored = new ArrayList<>();
      long walBytes = 0;
      List<WorkFigures> inserted = new ArrayList<>();
      List<WorkFigures> produced = new ArrayList<>();
      for (int round = 1; round <= Rig.ROUNDS; round++) {
        long walBefore = rig.database().walBytes();
        stored.add(rig.store(BATCH, readings));
        walBytes += rig.database().walBytes() - walBefore;
        inserted.add(limitRound(insert, Part.POSTGRES));
        produced.add(limitRound(producer, Part.KAFKA));
        progress.accept(
            "round %d: %,.0f readings/s stored, bare insert %,.0f, bare producer %,.0f"
                .formatted(
                    round,
                    last(stored).perSecond(),
                    last(inserted).perSecond(),
                    last(produced).perSecond()));
      }
      return new StoreFigures(
          WorkFigures.median(stored),
          WorkFigures.median(produced),
          WorkFigures.median(inserted),
          space((double) walBytes / (Rig.ROUNDS * readings)));
    }
  }

  private SpaceFigures space(double walBytes) throws IOException, InterruptedException {
    long topicBytes =
        TopicSize.bytes(rig.ports().kafkaBootstrapServers(), Topics.READINGS.topicName());
    return new SpaceFigures(
        (double) topicBytes / rig.accepted(),
        walBytes,
        (double) rig.database().tableBytes() / rig.accepted());
  }

  /** Counts the limit and its server; what the idle services use has nothing to do with it. */
  private WorkFigures limitRound(LimitProcess limit, Part server)
      throws IOException, InterruptedException {
    rig.settle();
    rig.processes().add(Part.LIMIT, limit.handle());
    CpuTimes before = rig.processes().cpu();
    Duration elapsed = limit.run(readings);
    WorkFigures figures = rig.figures(before, elapsed, readings).only(Part.LIMIT, server);
    rig.processes().remove(Part.LIMIT);
    return figures;
  }

  private static double seconds(Duration elapsed) {
    return elapsed.toNanos() / 1e9;
  }

  private static WorkFigures last(List<WorkFigures> rounds) {
    return rounds.get(rounds.size() - 1);
  }
}
