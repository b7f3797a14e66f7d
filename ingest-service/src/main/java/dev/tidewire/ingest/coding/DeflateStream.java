package dev.tidewire.ingest.coding;

import dev.tidewire.platform.text.FailureText;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** One deflate stream among packed bytes. */
final class DeflateStream {
  private final PackedBytes packed;
  private final Inflater inflater;

  DeflateStream(PackedBytes packed, Inflater inflater) {
    this.packed = packed;
    this.inflater = inflater;
  }

  /** At least one unpacked byte, or -1 at the end of the stream; the bytes after it stay packed. */
  int read(byte[] to, int offset, int length) throws IOException {
    while (true) {
      int count = inflate(to, offset, length);
      if (count > 0) {
        return count;
      }
      if (inflater.finished()) {
        packed.takeBack(inflater.getRemaining());
        return -1;
      }
      if (inflater.needsDictionary()) {
        throw new DamagedBodyException("it needs a preset dictionary, which is not supported");
      }
      packed.giveTo(inflater);
    }
  }

  private int inflate(byte[] to, int offset, int length) throws DamagedBodyException {
    try {
      return inflater.inflate(to, offset, length);
    } catch (DataFormatException e) {
      throw new DamagedBodyException("damaged deflate data: " + FailureText.of(e));
    }
  }
}
