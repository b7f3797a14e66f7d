package dev.tidewire.ingest.coding;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ways to pack a body, by their names in {@code Content-Encoding}. */
public enum Coding {
  /** Not packed. */
  IDENTITY("identity", (body, max) -> body),
  /** RFC 1952, of one or several members. */
  GZIP("gzip", (body, max) -> new GunzippedInput(body)),
  /** RFC 1950. */
  DEFLATE("deflate", (body, max) -> new InflatedInput(body)),
  /** RFC 8878, of one or several frames, with windows of up to 8 MiB. */
  ZSTD("zstd", (body, max) -> new UnzstdInput(body)),
  /** A block of snappy, which has no checksum. */
  SNAPPY("snappy", SnappyInput::new);

  /** What RFC 9110, section 8.4.1.3, has as another name of gzip. */
  private static final String OLD_GZIP = "x-gzip";

  private final String contentEncoding;
  private final Opener opener;

  Coding(String contentEncoding, Opener opener) {
    this.contentEncoding = contentEncoding;
    this.opener = opener;
  }

  /** The coding of a {@code Content-Encoding}, or null for one that is not known. */
  public static @Nullable Coding of(String header) {
    String given = header.trim().toLowerCase(Locale.ROOT);
    String name = given.equals(OLD_GZIP) ? GZIP.contentEncoding : given;
    for (Coding coding : values()) {
      if (coding.contentEncoding.equals(name)) {
        return coding;
      }
    }
    return null;
  }

  /** The names of the codings that pack, for people. */
  public static String names() {
    return Stream.of(values())
        .filter(Coding::isPacked)
        .map(Coding::contentEncoding)
        .collect(Collectors.joining(", "));
  }

  /** The name in {@code Content-Encoding}, in lower case. */
  public String contentEncoding() {
    return contentEncoding;
  }

  /** Whether a body can be larger than its bytes on the wire. */
  public boolean isPacked() {
    return this != IDENTITY;
  }

  /**
   * Opens a body. The stream fails with {@link TooLargeException} after {@code maxBytes}, and with
   * {@link DamagedBodyException} where the body is not whole. It must be closed.
   */
  public InputStream open(InputStream body, long maxBytes) throws IOException {
    return new BoundedInput(opener.open(body, maxBytes), maxBytes);
  }

  private interface Opener {
    InputStream open(InputStream body, long maxBytes) throws IOException;
  }
}
