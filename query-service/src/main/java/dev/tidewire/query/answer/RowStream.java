package dev.tidewire.query.answer;

import dev.tidewire.platform.text.Utf8Writer;
import dev.tidewire.query.render.Format;
import io.vertx.core.Future;

/**
 * Rows that are sent as they are fetched. The first chunk is there before the answer begins, so
 * that a request that cannot be answered still gets a status that says so. Whoever has the stream
 * closes it; while the database still works for it, the stream keeps its place.
 */
public final class RowStream implements Chunks {
  private final RowWalk walk;
  private final int fetchSize;
  private final Runnable onClose;
  private byte[] first = {};
  private boolean closed;
  private boolean isFetching;

  RowStream(RowWalk walk, int fetchSize, Runnable onClose) {
    this.walk = walk;
    this.fetchSize = fetchSize;
    this.onClose = onClose;
  }

  /** Fetches the first chunk. */
  Future<RowStream> open() {
    return next()
        .map(
            chunk -> {
              first = chunk;
              return this;
            })
        .onFailure(failure -> close());
  }

  /** How the chunks are written. */
  public Format format() {
    return walk.format();
  }

  @Override
  public byte[] first() {
    return first;
  }

  @Override
  public boolean hasNext() {
    return !closed && walk.hasNext();
  }

  @Override
  public Future<byte[]> next() {
    isFetching = true;
    return walk.page(fetchSize).map(Utf8Writer::toByteArray).onComplete(chunk -> fetched());
  }

  private void fetched() {
    isFetching = false;
    if (closed) {
      onClose.run();
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (!isFetching) {
        onClose.run();
      }
    }
  }
}
