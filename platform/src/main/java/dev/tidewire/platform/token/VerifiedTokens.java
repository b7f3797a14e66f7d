package dev.tidewire.platform.token;

import dev.tidewire.platform.access.Access;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What tokens grant that were verified lately, so that a client does not pay for its signature with
 * each request. Holds their SHA-256, never a token. Those that were not used for longest make room.
 */
public final class VerifiedTokens {
  /** What an entry takes beside what its token says. */
  private static final int OVERHEAD = 512;

  /** Patterns take at most so many bytes a character of the token. */
  private static final int FACTOR = 4;

  private final long maxBytes;
  private final Map<ByteBuffer, Entry> byHash = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Entry(Access access, long bytes) {}

  /**
   * With room.
   *
   * @param maxBytes about what it takes of the heap at most
   */
  public VerifiedTokens(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** What a token grants that was added; whether it still does is the caller's to check. */
  public Optional<Access> find(String token) {
    ByteBuffer hash = hash(token);
    synchronized (byHash) {
      return Optional.ofNullable(byHash.get(hash)).map(Entry::access);
    }
  }

  /** Adds a token, in place of one that was there. */
  public void add(String token, Access access) {
    ByteBuffer hash = hash(token);
    Entry added = new Entry(access, OVERHEAD + (long) FACTOR * token.length());
    synchronized (byHash) {
      Entry former = byHash.put(hash, added);
      bytes += added.bytes() - (former == null ? 0 : former.bytes());
      Iterator<Entry> oldest = byHash.values().iterator();
      while (bytes > maxBytes) {
        bytes -= oldest.next().bytes();
        oldest.remove();
      }
    }
  }

  /** How many there are. */
  public int size() {
    synchronized (byHash) {
      return byHash.size();
    }
  }

  private static ByteBuffer hash(String token) {
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
