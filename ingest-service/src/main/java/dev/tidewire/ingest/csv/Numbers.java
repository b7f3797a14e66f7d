package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.format.Quoted;
import dev.tidewire.platform.text.NumberText;
import dev.tidewire.platform.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of a file, which have a decimal comma or point. */
final class Numbers {
  private final Dialect dialect;
  private final boolean hasComma;
  private final List<String> nulls;
  private final Text pointed = new Text();

  Numbers(Dialect dialect) {
    this.dialect = dialect;
    this.hasComma = dialect.decimal() == ',';
    this.nulls = dialect.nulls();
  }

  /** Whether the cell holds one of the texts that stand for no number. */
  boolean isNull(Text cell) {
    for (int i = 0; i < nulls.size(); i++) {
      if (cell.is(nulls.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** The number, infinite where it is too large, or NaN; a draft notes that it is not exact. */
  double read(Text cell, ReadingDraft draft) {
    Text text = hasComma ? pointed(cell) : cell;
    double value = NumberText.parse(text);
    if (NumberText.mayBeInexact(value)
        && Double.isFinite(value)
        && !NumberText.isExact(text, value)) {
      draft.noteInexact();
    }
    return value;
  }

  /** What is wrong with a cell that was read as this value, or null. */
  @Nullable String violation(Text cell, double value) {
    if (Double.isNaN(value)) {
      String text = cell.toString();
      return "must be a decimal number, but is %s%s"
          .formatted(Quoted.of(text), CsvAdvice.onNumber(text, dialect));
    }
    return Double.isInfinite(value)
        ? "is too large for a 64-bit floating-point number: " + Quoted.of(cell.toString())
        : null;
  }

  /** With a point for the comma; a point stays none. */
  private Text pointed(Text cell) {
    pointed.set(cell);
    char[] chars = pointed.buffer();
    for (int i = 0; i < pointed.length(); i++) {
      chars[i] = chars[i] == ',' ? '.' : chars[i] == '.' ? ',' : chars[i];
    }
    return pointed;
  }
}
