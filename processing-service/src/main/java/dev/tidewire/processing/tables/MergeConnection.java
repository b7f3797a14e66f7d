package dev.tidewire.processing.tables;

import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;

/** A connection whose callers wait for the answers, each for a bounded time. */
public final class MergeConnection {
  private final SqlConnection connection;
  private final Duration timeout;

  /**
   * @param timeout of each statement
   */
  public MergeConnection(SqlConnection connection, Duration timeout) {
    this.connection = connection;
    this.timeout = timeout;
  }

  /** The answer to a statement; fails as the statement does, and when it takes too long. */
  public RowSet<Row> ask(String sql, Tuple parameters) {
    return await(connection.preparedQuery(sql).execute(parameters));
  }

  /** The answer; fails when it takes too long. */
  public <T> T await(Uni<T> answer) {
    return await(answer, timeout);
  }

  /** The same before there is a connection. */
  public static <T> T await(Uni<T> answer, Duration timeout) {
    try {
      return answer.await().atMost(timeout);
    } catch (IllegalStateException lost) {
      // So says the client, too, where a connection or a transaction has ended.
      throw new VertxException(lost);
    }
  }

  static byte[] bytes(Row row, int column) {
    return row.getDelegate().getBuffer(column).getBytes();
  }
}
