package dev.tidewire.query.http;

import dev.tidewire.query.answer.Chunks;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import java.util.Arrays;

/**
 * A large page. It is packed and sent in pieces, between which the event loop has time for others.
 */
final class PageChunks implements Chunks {
  static final int PIECE = 256 << 10;

  private final byte[] page;
  private final PageRoom room;
  private int end;
  private boolean hasBegun;
  private boolean isClosed;

  /**
   * Sends a page.
   *
   * @param room where it has its place, which it gives back when the client has taken it
   */
  PageChunks(byte[] page, PageRoom room) {
    this.page = page;
    this.room = room;
    this.end = Math.min(page.length, PIECE);
  }

  @Override
  public byte[] first() {
    hasBegun = true;
    return Arrays.copyOf(page, end);
  }

  /** Closes it unless somebody sends it, and closes it later. */
  void closeUnlessBegun() {
    if (!hasBegun) {
      close();
    }
  }

  @Override
  public boolean hasNext() {
    return end < page.length;
  }

  /** By a timer: an event loop reads no sockets between tasks that follow each other. */
  @Override
  public Future<byte[]> next() {
    ContextInternal eventLoop = ContextInternal.current();
    Promise<byte[]> next = eventLoop.promise();
    eventLoop.setTimer(1, now -> next.complete(piece()));
    return next.future();
  }

  @Override
  public void close() {
    end = page.length;
    if (!isClosed) {
      isClosed = true;
      room.giveBack(page.length);
    }
  }

  private byte[] piece() {
    int from = end;
    end = Math.min(page.length, from + PIECE);
    return Arrays.copyOfRange(page, from, end);
  }
}
