package dev.tidewire.contract.receipt;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A receipt as text that fits into a header and a URL: base64url without padding. Twelve records on
 * twelve partitions take some 120 characters. The checksum finds every damaged character; it is no
 * signature, so a token proves nothing.
 */
public final class ReceiptToken {
  /** The header that carries it. */
  public static final String HEADER = "Tidewire-Token";

  /** The longest token. */
  public static final int MOST_CHARACTERS = 4_096;

  private static final byte VERSION = 1;
  private static final int CHECKSUM = Integer.BYTES;
  private static final int LONGEST_NUMBER = 10;
  private static final int HEAD = 1 + Long.BYTES + LONGEST_NUMBER;
  private static final int LARGEST_PLACE = 5 + LONGEST_NUMBER;

  private ReceiptToken() {}

  /** The token of a receipt, which has at most {@value #MOST_CHARACTERS} characters. */
  public static String of(Receipt receipt) {
    List<Place> places = receipt.places();
    ByteBuffer out = ByteBuffer.allocate(HEAD + places.size() * LARGEST_PLACE + CHECKSUM);
    out.put(VERSION).putLong(receipt.topic());
    put(out, receipt.sentMillis());
    int partition = 0;
    long offset = -1;
    for (Place place : places) {
      // Twice the distance to the next partition; odd where it is the same one.
      if (place.partition() == partition && offset >= 0) {
        put(out, (place.offset() - offset) << 1 | 1);
      } else {
        put(out, (long) (place.partition() - partition) << 1);
        put(out, place.offset());
      }
      partition = place.partition();
      offset = place.offset();
    }
    out.putInt(checksum(out.array(), out.position()));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(out.array(), out.position()));
  }

  /** The receipt of a token; empty if it is none, or is damaged. Anybody may have written it. */
  public static Optional<Receipt> read(String token) {
    if (token.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      int end = bytes.length - CHECKSUM;
      if (end < 0 || ByteBuffer.wrap(bytes).getInt(end) != checksum(bytes, end)) {
        return Optional.empty();
      }
      // There is one way to write each, so that no character can change without notice.
      return Optional.of(read(ByteBuffer.wrap(bytes, 0, end)))
          .filter(receipt -> of(receipt).equals(token));
    } catch (RuntimeException none) {
      return Optional.empty();
    }
  }

  private static Receipt read(ByteBuffer in) {
    if (in.get() != VERSION) {
      throw new IllegalArgumentException("another version");
    }
    long topic = in.getLong();
    long sentMillis = number(in);
    List<Place> places = new ArrayList<>();
    int partition = 0;
    long offset = 0;
    while (in.hasRemaining()) {
      long step = number(in);
      if ((step & 1) == 1) {
        offset = Math.addExact(offset, step >>> 1);
      } else {
        partition = Math.toIntExact(Math.addExact(partition, step >>> 1));
        offset = number(in);
      }
      places.add(new Place(partition, offset));
    }
    return new Receipt(topic, sentMillis, places);
  }

  private static int checksum(byte[] bytes, int end) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, end);
    return (int) checksum.getValue();
  }

  private static void put(ByteBuffer out, long number) {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      out.put((byte) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  private static long number(ByteBuffer in) {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      number |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("the number has no end");
  }
}
