package dev.tidewire.ingest.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** The charsets in which a body may be. Formats read UTF-8. */
public final class BodyCharset {
  /** For people. */
  public static final String NAMES = "UTF-8, US-ASCII, ISO-8859-1 and windows-1252";

  /** What is wrong with text in another charset than its type names, behind what it is. */
  public static final String NOT_UTF_8 =
      "is not UTF-8; name its charset in the Content-Type, like charset=ISO-8859-1";

  private BodyCharset() {}

  /** The charset of a type, UTF-8 where it names none, or null for one that is not read. */
  static @Nullable Charset of(MediaType type) {
    return switch (type.parameter("charset", "utf-8")) {
      case "utf-8", "utf8", "us-ascii", "ascii" -> UTF_8;
      case "iso-8859-1", "iso8859-1", "latin1", "latin-1" -> ISO_8859_1;
      case "windows-1252", "cp1252" -> Charset.forName("windows-1252");
      default -> null;
    };
  }

  /** The format for bodies of a type whose charset is read. */
  public static Format in(MediaType type, Format format) {
    Charset charset = of(type);
    return !format.isText() || charset == null || charset.equals(UTF_8)
        ? format
        : new InCharset(format, charset);
  }
}
