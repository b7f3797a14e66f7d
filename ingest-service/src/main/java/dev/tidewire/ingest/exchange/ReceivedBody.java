package dev.tidewire.ingest.exchange;

import java.io.InputStream;
import java.util.ArrayDeque;

/**
 * A received body, kept in the chunks in which it arrived; there is never one large array. Chunks
 * that have been read are released, so a body can be read only once. One thread writes it, then one
 * thread reads it; the hand-over must be safe.
 */
public final class ReceivedBody extends InputStream {
  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>(2);
  private byte[] current = {};
  private int at;
  private long size;

  /** Adds a chunk, which the caller hands over. */
  public void add(byte[] chunk) {
    chunks.add(chunk);
    size += chunk.length;
  }

  /** Releases everything that was received. */
  public void discard() {
    chunks.clear();
  }

  /** How many bytes were received. */
  public long size() {
    return size;
  }

  @Override
  public int read() {
    return hasMore() ? current[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!hasMore()) {
      return -1;
    }
    int count = Math.min(length, current.length - at);
    System.arraycopy(current, at, to, offset, count);
    at += count;
    return count;
  }

  private boolean hasMore() {
    while (at == current.length) {
      byte[] next = chunks.poll();
      if (next == null) {
        return false;
      }
      current = next;
      at = 0;
    }
    return true;
  }
}
