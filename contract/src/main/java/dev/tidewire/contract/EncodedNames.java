package dev.tidewire.contract;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of a series as the first fields of the series in a batch. Immutable, so that a series
 * that comes again and again is encoded once.
 */
public final class EncodedNames {
  private final byte[] bytes;

  private EncodedNames(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Encodes the names of a series.
   *
   * @param unit null for none
   */
  public static EncodedNames of(SeriesKey key, @Nullable String unit, Map<String, String> tags) {
    byte[] bytes = new byte[NamesEncoder.size(key, unit, tags)];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      NamesEncoder.write(out, key, unit, tags);
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException("the computed size of names is wrong", e);
    }
    return new EncodedNames(bytes);
  }

  /** How many bytes they take in a batch. */
  public int length() {
    return bytes.length;
  }

  void writeTo(CodedOutputStream out) throws IOException {
    out.writeRawBytes(bytes);
  }
}
