package dev.tidewire.bench.limit;

import dev.tidewire.bench.load.Batch;
import dev.tidewire.bench.load.ReadingStream;
import dev.tidewire.bench.stack.Database;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Inserts a row a reading, sorted by the key, over two connections, each with half of the series:
 * so a correction comes after what it corrects. This is what the readings would cost if each had a
 * row.
 */
public final class BareInsert implements AutoCloseable {
  /** So many that a statement's own cost does not show. */
  private static final int BATCHES = 20;

  private final Vertx vertx = Vertx.vertx();
  private final List<InsertLane> lanes;

  /** Makes the table. */
  public BareInsert(String uri) throws IOException, InterruptedException {
    try (Database database = new Database(uri)) {
      RowTable.create(database);
    }
    lanes = List.of(new InsertLane(vertx, uri), new InsertLane(vertx, uri));
  }

  /** Inserts the next batches of the stream, and returns when all are committed. */
  public void run(ReadingStream stream, long batches) throws IOException, InterruptedException {
    for (long left = batches; left > 0; left -= BATCHES) {
      List<Batch> next = new ArrayList<>();
      for (int i = 0; i < Math.min(left, BATCHES); i++) {
        next.add(stream.next());
      }
      for (int lane = 0; lane < lanes.size(); lane++) {
        lanes.get(lane).insert(SortedRows.of(next, lane, lanes.size()), stream.workload().late());
      }
    }
    for (InsertLane each : lanes) {
      each.await();
    }
  }

  @Override
  public void close() {
    var unused = vertx.close();
  }
}
