package dev.tidewire.bench.load;

import java.nio.charset.StandardCharsets;

/** Tags and fields of protobuf. */
final class Protobuf {
  private Protobuf() {}

  /** The tag of a field that is a number of varying length. */
  static int varint(int field) {
    return field << 3;
  }

  /** The tag of a field of eight bytes. */
  static int fixed64(int field) {
    return field << 3 | 1;
  }

  /** The tag of a field that begins with its length. */
  static int delimited(int field) {
    return field << 3 | 2;
  }

  /** A field that is a message. */
  static byte[] message(int field, byte[] message) {
    return new BodyBuffer().varint(delimited(field)).varint(message.length).text(message).toBytes();
  }

  static byte[] string(int field, String ascii) {
    return message(field, ascii.getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] join(byte[] first, byte[] second) {
    return new BodyBuffer().text(first).text(second).toBytes();
  }
}
