package dev.tidewire.query.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidewire.platform.text.Utf8Writer;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of one shape in one format. Holds no state of an answer: {@link RowWriter} writes a
 * page.
 */
public final class RowRenderer {
  private final Syntax syntax;
  private final RowLayout layout;
  private final byte[] head;
  private final byte[] separator;
  private final @Nullable Envelope envelope;

  private RowRenderer(
      Syntax syntax, RowShape shape, String head, String separator, @Nullable Envelope envelope) {
    this.syntax = syntax;
    this.layout = RowLayout.of(shape, syntax);
    this.head = head.getBytes(UTF_8);
    this.separator = separator.getBytes(UTF_8);
    this.envelope = envelope;
  }

  /**
   * A renderer of rows of this shape.
   *
   * @param envelope used by JSON only
   */
  public static RowRenderer of(Format format, RowShape shape, Envelope envelope) {
    return switch (format) {
      case JSON -> new RowRenderer(new JsonSyntax("}"), shape, envelope.open(), ",", envelope);
      case NDJSON -> new RowRenderer(new JsonSyntax("}\n"), shape, "", "", null);
      case CSV -> csv(shape, true);
      case CSV_WITHOUT_FORMULAS -> csv(shape, false);
    };
  }

  private static RowRenderer csv(RowShape shape, boolean hasFormulas) {
    return new RowRenderer(new CsvSyntax(hasFormulas), shape, CsvSyntax.header(shape), "", null);
  }

  /** Appends what comes before the first row of an answer. */
  public void begin(Utf8Writer out) {
    out.raw(head);
  }

  /** A writer of the rows of one page. In JSON all rows of an answer are one page. */
  public RowWriter rows(Utf8Writer out) {
    return new RowWriter(out, syntax, layout, separator);
  }

  /**
   * Appends what comes after the last row of an answer.
   *
   * @param next the cursor of the next page, or null when there is none
   */
  public void end(Utf8Writer out, @Nullable String next) {
    if (envelope != null) {
      out.text(envelope.close(next));
    }
  }
}
