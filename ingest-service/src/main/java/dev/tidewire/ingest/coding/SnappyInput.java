package dev.tidewire.ingest.coding;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Unpacks a block of snappy (github.com/google/snappy, format_description.txt), as Prometheus sends
 * it; not the framing format. It keeps what it has unpacked, because any of it may be copied.
 * Memory grows with what is unpacked, not with the length that the block announces. A block has no
 * checksum.
 */
final class SnappyInput extends InputStream {
  private static final int FIRST_BUFFER = 8_192;
  private static final int LONGEST_LENGTH = 5;

  /** Literals up to here have their length in the tag; above it, in one to four bytes. */
  private static final int LONGEST_IN_TAG = 60;

  private final PackedBytes packed;
  private final int announced;
  private byte[] plain;
  private int unpacked;
  private int passedOn;

  /** Unpacks {@code in}, which may announce at most {@code max} bytes. */
  SnappyInput(InputStream in, long max) throws IOException {
    this.packed = new PackedBytes(in);
    long length = announcedLength();
    if (length > max) {
      throw new TooLargeException(max);
    }
    this.announced = (int) length;
    this.plain = new byte[Math.min(announced, FIRST_BUFFER)];
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (unpacked - passedOn < length && unpacked < announced) {
      unpackNext();
    }
    int count = Math.min(length, unpacked - passedOn);
    if (count == 0) {
      requireEnd();
      return -1;
    }
    System.arraycopy(plain, passedOn, to, offset, count);
    passedOn += count;
    return count;
  }

  private void requireEnd() throws IOException {
    if (packed.hasMore()) {
      throw new DamagedBodyException("something follows the length that it announces");
    }
  }

  private long announcedLength() throws IOException {
    long length = 0;
    for (int i = 0; i < LONGEST_LENGTH; i++) {
      int next = packed.next();
      length |= (next & 0x7FL) << 7 * i;
      if (next < 0x80) {
        return length;
      }
    }
    throw new DamagedBodyException(
        "no length where one must be; send it in the block format, not in frames");
  }

  private void unpackNext() throws IOException {
    int tag = packed.next();
    int length = (tag >> 2) + 1;
    switch (tag & 3) {
      case 0 -> literal(length <= LONGEST_IN_TAG ? length : little(length - LONGEST_IN_TAG) + 1);
      case 1 -> copy((tag >> 5) << 8 | packed.next(), (tag >> 2 & 7) + 4);
      case 2 -> copy(little(2), length);
      default -> copy(little(4), length);
    }
  }

  /** A number of so many bytes, the lowest first. */
  private long little(int count) throws IOException {
    long number = 0;
    for (int i = 0; i < count; i++) {
      number |= (long) packed.next() << i * Byte.SIZE;
    }
    return number;
  }

  /** Room is made as the bytes come. */
  private void literal(long length) throws IOException {
    requireWithin(length);
    for (int left = (int) length; left > 0; ) {
      reserve(Math.min(left, FIRST_BUFFER));
      int count = packed.read(plain, unpacked, Math.min(left, FIRST_BUFFER));
      unpacked += count;
      left -= count;
    }
  }

  /** What is copied may be what the copy itself writes. */
  private void copy(long offset, int length) throws IOException {
    requireWithin(length);
    if (offset == 0 || offset > unpacked) {
      throw new DamagedBodyException("it copies what is not there");
    }
    reserve(length);
    int from = unpacked - (int) offset;
    for (int i = 0; i < length; i++) {
      plain[unpacked + i] = plain[from + i];
    }
    unpacked += length;
  }

  private void requireWithin(long length) throws DamagedBodyException {
    if (length > announced - unpacked) {
      throw new DamagedBodyException("it is longer than it announces");
    }
  }

  private void reserve(int more) {
    if (plain.length - unpacked < more) {
      int wanted = Math.max(unpacked + more, 2 * plain.length);
      plain = Arrays.copyOf(plain, Math.min(wanted, announced));
    }
  }
}
