package dev.tidewire.query.answer;

import dev.tidewire.query.render.Format;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * Readings too many to hold. The first chunk is there before the answer begins, so that a request
 * that cannot be answered still gets a status that says so. Whoever has the stream closes it.
 */
public final class ReadingStream implements AutoCloseable {
  private final Format format;
  private final ReadingWalk walk;
  private final int fetchSize;
  private final @Nullable Integer limit;
  private final Runnable onClose;
  private byte[] first = {};
  private boolean closed;

  ReadingStream(
      Format format, ReadingWalk walk, int fetchSize, @Nullable Integer limit, Runnable onClose) {
    this.format = format;
    this.walk = walk;
    this.fetchSize = fetchSize;
    this.limit = limit;
    this.onClose = onClose;
  }

  /** Fetches the first chunk. */
  Future<ReadingStream> open() {
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
    return format;
  }

  /** The chunk that is there already. */
  public byte[] first() {
    return first;
  }

  /** Whether another chunk follows the last one. */
  public boolean hasNext() {
    return !closed && walk.position() != null && rest() > 0;
  }

  /** The chunk behind the last one. Fails when the database does. */
  public Future<byte[]> next() {
    return walk.page((int) Math.min(fetchSize, rest())).map(out -> out.toByteArray());
  }

  /** Ends the stream and gives its place to another; again has no effect. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      onClose.run();
    }
  }

  private long rest() {
    return limit == null ? Long.MAX_VALUE : limit - walk.readings();
  }
}
