package dev.tidewire.query.answer;

import dev.tidewire.query.render.RowShape;
import dev.tidewire.query.render.RowWriter;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an answer in their order, fetched a page at a time. Each page is a statement of its
 * own, so that a slow client holds neither a connection nor a snapshot. Not thread-safe; the next
 * page may be fetched when the one before is complete.
 */
interface RowSource {

  /** What the rows look like. */
  RowShape shape();

  /** Writes the next page, of at most {@code limit} rows. Fails when the database does. */
  Future<Void> fetch(int limit, RowWriter to);

  /** Whether rows follow those that were fetched. */
  boolean hasMore();

  /**
   * The cursor that continues after the rows that were fetched; null when none follow, or when the
   * rows are not paged.
   */
  @Nullable String next();
}
