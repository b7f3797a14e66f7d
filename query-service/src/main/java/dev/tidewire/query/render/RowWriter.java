package dev.tidewire.query.render;

import dev.tidewire.platform.text.Decimals;
import dev.tidewire.platform.text.TimeSequence;
import dev.tidewire.platform.text.Utf8Writer;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows cell by cell: {@link #row}, then the cells that differ from row to row in the order
 * of their columns, then {@link #end}. A cell of the wrong type is a bug and fails. Not
 * thread-safe.
 */
public final class RowWriter {
  private final Utf8Writer out;
  private final Syntax syntax;
  private final byte[] separator;
  private final RowLayout layout;
  private final Column.@Nullable Type[] required;
  private final TimeSequence times = new TimeSequence();
  private byte[][] between = {};
  private int cell;
  private int rows;

  RowWriter(Utf8Writer out, Syntax syntax, RowLayout layout, byte[] separator) {
    this.out = out;
    this.syntax = syntax;
    this.separator = separator;
    this.layout = layout;
    this.required = layout.required();
  }

  /** Begins a row of the group at this place in the shape. */
  public RowWriter row(int group) {
    if (rows > 0 && separator.length > 0) {
      out.raw(separator);
    }
    between = layout.between()[group];
    cell = 0;
    return this;
  }

  /** Writes a cell of text. */
  public RowWriter string(String value) {
    open(Column.Type.STRING);
    out.text(syntax.string(value));
    return close();
  }

  /** Writes a time in microseconds since 1970-01-01T00:00:00Z. */
  public RowWriter time(long micros) {
    open(Column.Type.TIME);
    times.write(out, micros);
    return close();
  }

  /** Writes a finite number. */
  public RowWriter number(double value) {
    open(Column.Type.NUMBER);
    Decimals.write(out, value);
    return close();
  }

  /** Writes a cell of JSON, which must be well-formed. */
  public RowWriter json(String json) {
    open(Column.Type.JSON);
    out.text(syntax.json(json));
    return close();
  }

  /** Leaves an optional cell out. */
  public RowWriter absent() {
    if (required[cell] != null) {
      throw new IllegalStateException("cell " + cell + " may not be left out");
    }
    out.raw(between[cell++]);
    return this;
  }

  /** Ends the row. */
  public void end() {
    if (cell != required.length) {
      throw new IllegalStateException("the row ends at cell " + cell);
    }
    out.raw(between[cell]);
    rows++;
  }

  /** How many rows have ended. */
  public int rows() {
    return rows;
  }

  /** The way of most cells, which are required, has one comparison. */
  private void open(Column.Type type) {
    out.raw(between[cell]);
    if (required[cell] != type) {
      openOptional(type);
    }
  }

  private void openOptional(Column.Type type) {
    if (layout.types()[cell] != type) {
      throw new IllegalStateException(
          "cell " + cell + " is " + layout.types()[cell] + ", not " + type);
    }
    out.raw(layout.before()[cell]);
  }

  private RowWriter close() {
    if (required[cell] == null) {
      out.raw(layout.after()[cell]);
    }
    cell++;
    return this;
  }
}
