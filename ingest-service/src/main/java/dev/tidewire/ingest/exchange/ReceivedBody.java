package dev.tidewire.ingest.exchange;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;

/**
 * A received body, kept in the chunks in which it arrived; there is never one large array. Small
 * chunks are copied into blocks, because each would occupy many times its size. One thread writes
 * it, then one thread at a time reads it; the hand-over must be safe.
 */
public final class ReceivedBody {
  private static final int SMALL = 2_048;
  private static final int LEAST_BLOCK = 256;
  private static final int LARGEST_BLOCK = 16_384;
  private static final byte[] NONE = {};

  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>(2);

  /** Where small chunks are collected, behind the other chunks. */
  private byte[] block = NONE;

  private int inBlock;
  private long size;

  /** Adds a chunk, which the caller hands over. */
  public void add(byte[] chunk) {
    boolean isAlone = size == 0 || chunk.length >= SMALL;
    size += chunk.length;
    if (isAlone) {
      endBlock();
      chunks.add(chunk);
    } else {
      collect(chunk);
    }
  }

  private void collect(byte[] chunk) {
    int fits = Math.min(chunk.length, block.length - inBlock);
    System.arraycopy(chunk, 0, block, inBlock, fits);
    inBlock += fits;
    if (fits < chunk.length) {
      endBlock();
      // With the body the blocks grow, so that a small one occupies little.
      block = new byte[(int) Math.max(LEAST_BLOCK, Math.min(size, LARGEST_BLOCK))];
      inBlock = chunk.length - fits;
      System.arraycopy(chunk, fits, block, 0, inBlock);
    }
  }

  private void endBlock() {
    if (inBlock > 0) {
      chunks.add(inBlock == block.length ? block : Arrays.copyOf(block, inBlock));
    }
    block = NONE;
    inBlock = 0;
  }

  /** Releases everything that was received. */
  public void discard() {
    endBlock();
    chunks.clear();
  }

  /** How many bytes were received. */
  public long size() {
    return size;
  }

  /** Reads the body, which can be read again. */
  public InputStream open() {
    endBlock();
    return new Chunks(chunks.iterator(), false);
  }

  /** Reads the body for the last time, and releases each chunk that has been read. */
  public InputStream drain() {
    endBlock();
    return new Chunks(chunks.iterator(), true);
  }

  private static final class Chunks extends InputStream {
    private final Iterator<byte[]> rest;
    private final boolean isLast;
    private byte[] current = NONE;
    private int at;

    Chunks(Iterator<byte[]> rest, boolean isLast) {
      this.rest = rest;
      this.isLast = isLast;
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
        if (!rest.hasNext()) {
          return false;
        }
        current = rest.next();
        at = 0;
        if (isLast) {
          rest.remove();
        }
      }
      return true;
    }
  }
}
