package dev.tidewire.ingest.idempotency;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of the log: a version, a kind, the key, the attempt, and what the kind has.
 * Records of the first version, which name no owner, are read as those of one owner whom nobody
 * else is.
 */
public final class KeyRecordCodec {
  private static final byte VERSION = 2;
  private static final byte WITHOUT_OWNER = 1;
  private static final byte CLAIM = 1;
  private static final byte KEPT = 2;
  private static final byte RELEASED = 3;

  /** Of the parts that no answer is in. */
  private static final int MOST_BYTES = 72;

  private KeyRecordCodec() {}

  /** The bytes of a record. */
  public static byte[] encode(KeyRecord record) {
    if (record instanceof KeyRecord.Claim claim) {
      return bytes(
          begin(CLAIM, claim, 0)
              .putLong(claim.owner())
              .putLong(claim.request().high())
              .putLong(claim.request().low())
              .putLong(claim.leaseMillis())
              .putLong(claim.firstMicros())
              .put(flag(claim.isAgain())));
    }
    if (record instanceof KeyRecord.Kept kept) {
      return bytes(
          begin(KEPT, kept, kept.answer().length)
              .putLong(kept.owner())
              .putLong(kept.request().high())
              .putLong(kept.request().low())
              .put(kept.answer()));
    }
    KeyRecord.Released released = (KeyRecord.Released) record;
    return bytes(begin(RELEASED, released, 0).put(flag(released.mayBeThere())));
  }

  /** The key of a record, for the log: so all of a key is found together. */
  public static byte[] key(KeyRecord record) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(record.key().high())
        .putLong(record.key().low())
        .array();
  }

  private static ByteBuffer begin(byte kind, KeyRecord record, int more) {
    return ByteBuffer.allocate(MOST_BYTES + more)
        .put(VERSION)
        .put(kind)
        .putLong(record.key().high())
        .putLong(record.key().low())
        .putLong(record.attempt());
  }

  private static byte flag(boolean isSet) {
    return (byte) (isSet ? 1 : 0);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.flip().remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /** The record, or null where the bytes are none that this version knows. */
  public static @Nullable KeyRecord decode(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return decode(ByteBuffer.wrap(bytes));
    } catch (BufferUnderflowException tooShort) {
      return null;
    }
  }

  private static @Nullable KeyRecord decode(ByteBuffer in) {
    byte version = in.get();
    if (version != VERSION && version != WITHOUT_OWNER) {
      return null;
    }
    byte kind = in.get();
    Hash key = hash(in);
    long attempt = in.getLong();
    return switch (kind) {
      case CLAIM ->
          new KeyRecord.Claim(
              key,
              owner(version, in),
              attempt,
              hash(in),
              in.getLong(),
              in.getLong(),
              in.get() != 0);
      case KEPT -> new KeyRecord.Kept(key, owner(version, in), attempt, hash(in), rest(in));
      case RELEASED -> new KeyRecord.Released(key, attempt, in.get() != 0);
      default -> null;
    };
  }

  private static long owner(byte version, ByteBuffer in) {
    return version == WITHOUT_OWNER ? Claimant.UNKNOWN_OWNER : in.getLong();
  }

  private static Hash hash(ByteBuffer in) {
    return new Hash(in.getLong(), in.getLong());
  }

  private static byte[] rest(ByteBuffer in) {
    byte[] rest = new byte[in.remaining()];
    in.get(rest);
    return rest;
  }
}
