package dev.tidewire.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** A body that is rendered while it is measured, so cheaply: text in ASCII, or protobuf. */
final class BodyBuffer {
  private static final long SECOND = 1_000;

  private byte[] bytes = new byte[1 << 17];
  private int size;
  private long lastSecond = Long.MIN_VALUE;
  private byte[] lastSecondText = {};

  BodyBuffer clear() {
    size = 0;
    return this;
  }

  BodyBuffer text(byte[] ascii) {
    reserve(ascii.length);
    System.arraycopy(ascii, 0, bytes, size, ascii.length);
    size += ascii.length;
    return this;
  }

  BodyBuffer text(String ascii) {
    return text(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  BodyBuffer sign(char ascii) {
    reserve(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  /** The digits of a number that is not negative. */
  BodyBuffer number(long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits(number, digits);
  }

  /** A decimal with three places, such as -0.042. */
  BodyBuffer thousandths(int thousandths) {
    if (thousandths < 0) {
      sign('-');
    }
    int size = Math.abs(thousandths);
    return number(size / 1_000).sign('.').digits(size % 1_000, 3);
  }

  /** A time such as 2026-11-29T21:53:24.257Z. */
  BodyBuffer time(long epochMillis) {
    long second = Math.floorDiv(epochMillis, SECOND);
    if (second != lastSecond) {
      String text = Instant.ofEpochSecond(second).toString();
      lastSecondText = text.substring(0, text.length() - 1).getBytes(StandardCharsets.US_ASCII);
      lastSecond = second;
    }
    return text(lastSecondText).sign('.').digits(Math.floorMod(epochMillis, SECOND), 3).sign('Z');
  }

  /** A number that is not negative as a varint of protobuf. */
  BodyBuffer varint(long number) {
    reserve(Long.BYTES + 2);
    long rest = number;
    for (; rest > 0x7f; rest >>>= 7) {
      bytes[size++] = (byte) (rest | 0x80);
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /** Eight bytes, the lowest first. */
  BodyBuffer fixed64(long bits) {
    reserve(Long.BYTES);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes[size++] = (byte) (bits >>> shift);
    }
    return this;
  }

  BodyBuffer fixed64(double number) {
    return fixed64(Double.doubleToRawLongBits(number));
  }

  private BodyBuffer digits(long number, int digits) {
    reserve(digits);
    long rest = number;
    for (int place = size + digits - 1; place >= size; place--) {
      bytes[place] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
    return this;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
  }

  int size() {
    return size;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** This after a head. */
  byte[] after(byte[] head) {
    byte[] all = Arrays.copyOf(head, head.length + size);
    System.arraycopy(bytes, 0, all, head.length, size);
    return all;
  }
}
