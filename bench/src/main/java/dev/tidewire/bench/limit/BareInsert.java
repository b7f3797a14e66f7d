package dev.tidewire.bench.limit;

import dev.tidewire.bench.load.Sensors;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Inserts rows that are there already, sorted, into a table like {@code reading}: as many
 * connections and rows a statement as the processing service, and the same pattern of keys.
 */
final class BareInsert implements Rounds {
  private static final int CONNECTIONS = 2;

  private final List<InsertLane> lanes;
  private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);

  private BareInsert(List<InsertLane> lanes) {
    this.lanes = lanes;
  }

  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    PgConnectOptions options = PgConnectOptions.fromUri(args[0]).setCachePreparedStatements(true);
    BareTable.create(vertx, options);
    List<InsertLane> lanes = new ArrayList<>();
    int series = Sensors.COUNT / CONNECTIONS;
    for (int i = 0; i < CONNECTIONS; i++) {
      lanes.add(new InsertLane(vertx, options, i * series + 1, series, Long.parseLong(args[1])));
    }
    BareInsert insert = new BareInsert(lanes);
    Rounds.serve(insert);
    insert.threads.shutdown();
    Awaiting.result(vertx.close());
  }

  /** Inserts {@code rows} and returns when all are committed. */
  @Override
  public void run(long rows) throws Exception {
    List<Callable<Long>> shares = new ArrayList<>();
    for (InsertLane lane : lanes) {
      shares.add(() -> lane.insert(rows / lanes.size()));
    }
    long inserted = 0;
    for (Future<Long> share : threads.invokeAll(shares)) {
      inserted += share.get();
    }
    if (inserted != rows) {
      throw new IllegalStateException("inserted " + inserted + " rows in place of " + rows);
    }
  }
}
