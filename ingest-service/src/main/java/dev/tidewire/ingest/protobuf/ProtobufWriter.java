package dev.tidewire.ingest.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of the fields of a message. Not thread-safe. */
public final class ProtobufWriter {
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED64 = 1;

  /** What a varint may take. */
  private static final int LONGEST = 10;

  /**
   * The length of a message that is being written: of so many bytes, whatever it turns out to be.
   */
  private static final int LENGTH_BYTES = 4;

  private byte[] bytes = new byte[256];
  private int size;

  /** Forgets all fields, or those behind a size. */
  public void truncate(int to) {
    size = to;
  }

  /** How many bytes there are. */
  public int size() {
    return size;
  }

  /** Holds the bytes, until the next change. */
  public byte[] buffer() {
    return bytes;
  }

  /** The bytes so far. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Appends a byte as it is. */
  public void raw(int one) {
    reserve(1);
    bytes[size++] = (byte) one;
  }

  /** Appends an integer, or an enum or a boolean as one. */
  public void integer(int field, long value) {
    reserve(2 * LONGEST);
    varint((long) field << 3);
    varint(value);
  }

  /** Appends a number of a fixed 64 bits. */
  public void fixed64(int field, long value) {
    reserve(LONGEST + Long.BYTES);
    varint((long) field << 3 | FIXED64);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[size++] = (byte) (value >>> i * Byte.SIZE);
    }
  }

  /** Appends a text. */
  public void text(int field, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    bytes(field, utf8, 0, utf8.length);
  }

  /** Appends the bytes between two places. */
  public void bytes(int field, byte[] source, int from, int to) {
    int length = to - from;
    reserve(2 * LONGEST + length);
    varint((long) field << 3 | LENGTH_DELIMITED);
    varint(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /** Begins a message, whose fields follow; returns its place for {@link #end}. */
  public int begin(int field) {
    reserve(LONGEST + LENGTH_BYTES);
    varint((long) field << 3 | LENGTH_DELIMITED);
    size += LENGTH_BYTES;
    return size;
  }

  /** Ends a message, of less than 2^28 bytes. */
  public void end(int begin) {
    int length = size - begin;
    for (int i = 0; i < LENGTH_BYTES; i++) {
      int more = i < LENGTH_BYTES - 1 ? 0x80 : 0;
      bytes[begin - LENGTH_BYTES + i] = (byte) (length >>> 7 * i & 0x7F | more);
    }
  }

  private void varint(long value) {
    long rest = value;
    for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
      bytes[size++] = (byte) (rest | 0x80);
    }
    bytes[size++] = (byte) rest;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
