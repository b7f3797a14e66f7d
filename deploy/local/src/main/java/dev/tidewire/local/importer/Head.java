package dev.tidewire.local.importer;

import java.io.ByteArrayOutputStream;

/**
 * What each request begins with.
 *
 * @param lines of it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Head(byte[] bytes, long lines) {
  /** The body of a request. */
  byte[] before(byte[] records) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(bytes.length + records.length);
    body.writeBytes(bytes);
    body.writeBytes(records);
    return body.toByteArray();
  }
}
