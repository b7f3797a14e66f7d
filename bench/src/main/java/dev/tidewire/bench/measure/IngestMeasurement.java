package dev.tidewire.bench.measure;

import dev.tidewire.bench.limit.BareProducer;
import dev.tidewire.bench.limit.BareServerProcess;
import dev.tidewire.bench.load.Load;
import dev.tidewire.bench.load.LoadResult;
import dev.tidewire.bench.report.Row;
import dev.tidewire.bench.report.Unit;
import dev.tidewire.bench.rig.Compared;
import dev.tidewire.bench.rig.Intake;
import dev.tidewire.bench.rig.Rig;
import dev.tidewire.bench.rig.Turn;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How fast ingest acknowledges readings: single ones beside a bare endpoint, batches of 1000 beside
 * a bare producer. The rest of the stack stores them meanwhile, on the same machine.
 */
record IngestMeasurement(Rig rig, Duration turn, long readings) {
  private static final int SINGLE_CONNECTIONS = 32;

  void measure(Consumer<Row> rows) throws IOException, InterruptedException {
    single(rows);
    rows.accept(batches(100));
    rows.accept(KeyedIngest.measure(rig, turn));
    rows.accept(batchesBesideProducer());
    rows.accept(batches(5_000));
  }

  private void single(Consumer<Row> rows) throws IOException, InterruptedException {
    try (BareServerProcess endpoint = new BareServerProcess(rig.stack().postgresUri())) {
      Load bare = rig.intake().posting(endpoint.port(), 1, SINGLE_CONNECTIONS);
      rig.warmUp("bare endpoint", () -> bare.runFor(Rig.WARM_UP_TURN).perSecond());
      Compared<LoadResult> results =
          Compared.rounds(
              "bare endpoint",
              warm(1, SINGLE_CONNECTIONS),
              () -> {
                rig.settle();
                return bare.runFor(turn);
              });
      String what = "single readings, %d connections".formatted(SINGLE_CONNECTIONS);
      rows.accept(results.row(what, Unit.REQUESTS_PER_SECOND, LoadResult::perSecond, 0.5));
      rows.accept(results.row(what + ", p99", Unit.MILLISECONDS, LoadResult::p99Millis, 4.0));
    }
  }

  private Row batchesBesideProducer() throws IOException, InterruptedException {
    int batch = 1_000;
    try (BareProducer producer =
        new BareProducer(rig.stack().kafkaBootstrapServers(), rig.intake().firstMillis())) {
      Turn<Double> limit =
          () -> rig.work(readings, () -> producer.run(readings), () -> {}).perSecond();
      rig.warmUp("bare producer", limit);
      Turn<LoadResult> ours = warm(batch, Intake.BATCH_CONNECTIONS);
      return Compared.rounds("bare producer", () -> ours.run().perSecond() * batch, limit)
          .row(what(batch), Unit.READINGS_PER_SECOND, Double::doubleValue, null);
    }
  }

  private Row batches(int batch) throws IOException, InterruptedException {
    Turn<LoadResult> ours = warm(batch, Intake.BATCH_CONNECTIONS);
    List<LoadResult> rounds = new ArrayList<>();
    for (int round = 0; round < Compared.ROUNDS; round++) {
      rounds.add(ours.run());
    }
    double perSecond = Compared.median(rounds, LoadResult::perSecond) * batch;
    return Row.of(what(batch), perSecond, Unit.READINGS_PER_SECOND, null);
  }

  private static String what(int batch) {
    return "acknowledged, batches of %d, %d connections".formatted(batch, Intake.BATCH_CONNECTIONS);
  }

  /** Warms ingest up and returns the turn of a round. */
  private Turn<LoadResult> warm(int batch, int connections)
      throws IOException, InterruptedException {
    String what = "ingest, %,d readings a request".formatted(batch);
    rig.warmUp(what, () -> rig.intake().post(batch, connections, Rig.WARM_UP_TURN).perSecond());
    return () -> {
      rig.settle();
      return rig.intake().post(batch, connections, turn);
    };
  }
}
