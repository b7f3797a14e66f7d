package dev.tidewire.ingest.protobuf;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.text.Utf8Check;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a message one after another. Each field is passed over as a whole, so that
 * those which nobody asks for are skipped. Whatever the bytes are, it comes to their end or refuses
 * the body; it allocates nothing in proportion to what they announce.
 */
public final class ProtobufReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int GROUP = 3;
  private static final int END_OF_GROUP = 4;
  private static final int FIXED32 = 5;

  private final byte[] bytes;
  private final int end;
  private int at;

  private int field;
  private int wireType;

  /** The number that the field is. */
  private long number;

  /** Where the content of the field begins; it ends at {@link #at}. */
  private int from;

  /** Reads a body that is one message. */
  public ProtobufReader(byte[] body) {
    this(body, 0, body.length);
  }

  /** Reads the message between two places of a body. */
  public ProtobufReader(byte[] body, int from, int to) {
    this.bytes = body;
    this.at = from;
    this.end = to;
  }

  /** Moves to the next field; false at the end of the message. */
  public boolean next() throws BodyRefusedException {
    if (at == end) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    wireType = (int) tag & 7;
    if (field == 0 || tag >>> Integer.SIZE != 0) {
      throw refused("a field has the number " + (tag >>> 3));
    }
    switch (wireType) {
      case VARINT -> number = varint();
      case FIXED64 -> number = fixed(Long.BYTES);
      case LENGTH_DELIMITED -> pass();
      case FIXED32 -> number = fixed(Integer.BYTES);
      case GROUP, END_OF_GROUP -> throw refused("it has a group, which none of its messages has");
      default -> throw refused("there is no wire type " + wireType);
    }
    return true;
  }

  /** The number of the field. */
  public int field() {
    return field;
  }

  /** An integer, which is encoded as a varint. */
  public long integer() throws BodyRefusedException {
    expect(VARINT);
    return number;
  }

  /** The bits of a number of a fixed 64. */
  public long fixed64() throws BodyRefusedException {
    expect(FIXED64);
    return number;
  }

  /** A floating-point number. */
  public double number() throws BodyRefusedException {
    return Double.longBitsToDouble(fixed64());
  }

  /** Passes on the integers of a repeated field: those that are packed here, or the one. */
  public void integers(LongConsumer each) throws BodyRefusedException {
    if (wireType != LENGTH_DELIMITED) {
      each.accept(integer());
      return;
    }
    ProtobufReader packed = message();
    while (packed.at < packed.end) {
      each.accept(packed.varint());
    }
  }

  /** Passes on the bits of a repeated field: those that are packed here, or the one. */
  public void fixed64s(LongConsumer each) throws BodyRefusedException {
    if (wireType != LENGTH_DELIMITED) {
      each.accept(fixed64());
      return;
    }
    ProtobufReader packed = message();
    while (packed.at < packed.end) {
      each.accept(packed.fixed(Long.BYTES));
    }
  }

  /** A message within this one. */
  public ProtobufReader message() throws BodyRefusedException {
    expect(LENGTH_DELIMITED);
    return new ProtobufReader(bytes, from, at);
  }

  /** A text, or null where it is not UTF-8. */
  public @Nullable String text() throws BodyRefusedException {
    expect(LENGTH_DELIMITED);
    return Utf8Check.isWellFormed(bytes, from, at)
        ? new String(bytes, from, at - from, StandardCharsets.UTF_8)
        : null;
  }

  /** Bytes, in an array of their own. */
  public byte[] bytes() throws BodyRefusedException {
    expect(LENGTH_DELIMITED);
    return Arrays.copyOfRange(bytes, from, at);
  }

  /** How many bytes a text or a message has. */
  public int length() throws BodyRefusedException {
    expect(LENGTH_DELIMITED);
    return at - from;
  }

  /** Writes a text, or a message, as a field of another message; of a longer one the beginning. */
  public void copyTo(ProtobufWriter out, int asField, int most) throws BodyRefusedException {
    out.bytes(asField, bytes, from, from + Math.min(length(), most));
  }

  /** Where a text or a message begins in the body. */
  public int from() {
    return from;
  }

  private void expect(int wanted) throws BodyRefusedException {
    if (wireType != wanted) {
      throw refused("field %d is of wire type %d instead of %d".formatted(field, wireType, wanted));
    }
  }

  private void pass() throws BodyRefusedException {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw refused("field %d is longer than what it is in".formatted(field));
    }
    from = at;
    at += (int) length;
  }

  private long varint() throws BodyRefusedException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (at == end) {
        throw refused("it ends in the middle of a number");
      }
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw refused("a number has more than ten bytes");
  }

  private long fixed(int size) throws BodyRefusedException {
    if (end - at < size) {
      throw refused("it ends in the middle of a number");
    }
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (bytes[at + i] & 0xFFL) << i * Byte.SIZE;
    }
    at += size;
    return value;
  }

  private BodyRefusedException refused(String reason) {
    return new BodyRefusedException(
        ProblemType.UNREADABLE_BODY,
        "The body cannot be read as protobuf at byte %d: %s. Nothing was accepted."
            .formatted(at, reason));
  }
}
