package dev.tidewire.ingest.intake;

import dev.tidewire.ingest.coding.Coding;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.platform.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a body of text begins with that is none, so that it can be named instead of misread. The
 * fourth header of zlib, {@code 78 5E}, is missing: it is also the text {@code x^}, with which a
 * CSV header may begin.
 */
enum Signature {
  GZIP(Coding.GZIP, 0x1F, 0x8B),
  ZSTD(Coding.ZSTD, 0x28, 0xB5, 0x2F, 0xFD),
  ZLIB(Coding.DEFLATE, 0x78, 0x9C),
  ZLIB_FAST(Coding.DEFLATE, 0x78, 0x01),
  ZLIB_BEST(Coding.DEFLATE, 0x78, 0xDA),
  XZ(
      "The body is compressed with xz, which is not read here: send it as it is, or with gzip or zstd.",
      0xFD,
      '7',
      'z',
      'X'),
  BZIP2(
      "The body is compressed with bzip2, which is not read here: send it as it is, or with gzip or zstd.",
      'B',
      'Z',
      'h',
      '9'),
  ZIP(
      "The body is a ZIP archive, as .xlsx files are: send what is in it, as CSV for example.",
      'P',
      'K',
      3,
      4);

  private static final int LONGEST = 4;

  private final @Nullable Coding coding;
  private final String detail;
  private final byte[] bytes;

  Signature(Coding coding, int... bytes) {
    this(
        coding,
        "The body is compressed with %1$s, but the request does not say so: send it with the header Content-Encoding: %1$s."
            .formatted(coding.contentEncoding()),
        bytes);
  }

  Signature(String detail, int... bytes) {
    this(null, detail, bytes);
  }

  Signature(@Nullable Coding coding, String detail, int... bytes) {
    this.coding = coding;
    this.detail = detail;
    this.bytes = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      this.bytes[i] = (byte) bytes[i];
    }
  }

  /**
   * The same body, unless it has a signature or is UTF-16 or UTF-32.
   *
   * @param unpacked the coding that it had
   */
  static InputStream check(InputStream body, Coding unpacked) throws IOException {
    PushbackInputStream whole = new PushbackInputStream(body, LONGEST);
    byte[] beginning = whole.readNBytes(LONGEST);
    WideText wide = WideText.of(beginning);
    if (wide != null) {
      throw new BodyRefusedException(ProblemType.UNREADABLE_BODY, wide.detail());
    }
    for (Signature signature : values()) {
      if (signature.begins(beginning)) {
        throw new BodyRefusedException(ProblemType.UNREADABLE_BODY, signature.detail(unpacked));
      }
    }
    whole.unread(beginning);
    return whole;
  }

  private boolean begins(byte[] beginning) {
    return beginning.length >= bytes.length
        && Arrays.equals(beginning, 0, bytes.length, bytes, 0, bytes.length);
  }

  private String detail(Coding unpacked) {
    return coding != null && unpacked.isPacked()
        ? "The body is compressed twice, with %s and then with %s: compress it once."
            .formatted(coding.contentEncoding(), unpacked.contentEncoding())
        : detail;
  }
}
