package dev.tidewire.ingest.csv;

import java.util.List;

/**
 * How a file is written. What is not said is recognised from its first lines.
 *
 * @param delimiter between fields, or {@link #NOT_SAID}
 * @param decimal the decimal sign, or {@link #NOT_SAID}
 * @param skippedLines before the header, or -1 where it is not said
 * @param comment how lines begin that are left out; empty for none
 * @param columns the names of the columns, an empty one for a column that is left out; none where
 *     the file has a header
 * @param timeColumn the name of the column with the time, or two names with a comma between them;
 *     empty where it is not said
 * @param nulls what cells without a number hold
 * @param isWide whether each further column is a metric
 * @param hasUnits whether the names of columns end with their units
 */
record Dialect(
    char delimiter,
    char decimal,
    int skippedLines,
    String comment,
    List<String> columns,
    String timeColumn,
    List<String> nulls,
    boolean isWide,
    boolean hasUnits,
    Layout layout) {
  static final char NOT_SAID = 0;

  /** What the query did not change. */
  static final Dialect UNSAID =
      new Dialect(NOT_SAID, NOT_SAID, -1, "", List.of(), "", List.of(), false, false, Layout.PLAIN);

  /** Of a file with a header of our own columns. */
  static final Dialect PLAIN = UNSAID.with(',', '.');

  /** Which software wrote the lines around the header. */
  enum Layout {
    PLAIN,
    /** Two lines follow the header: units, and how values were aggregated. */
    TOA5,
    /** The first column numbers the lines. */
    HOBO
  }

  Dialect with(char newDelimiter, char newDecimal) {
    return new Dialect(
        newDelimiter,
        newDecimal,
        skippedLines,
        comment,
        columns,
        timeColumn,
        nulls,
        isWide,
        hasUnits,
        layout);
  }

  Dialect beginning(int newSkippedLines, Layout newLayout) {
    return new Dialect(
        delimiter,
        decimal,
        newSkippedLines,
        comment,
        columns,
        timeColumn,
        nulls,
        isWide,
        hasUnits,
        newLayout);
  }

  Dialect withComment(String newComment) {
    return new Dialect(
        delimiter,
        decimal,
        skippedLines,
        newComment,
        columns,
        timeColumn,
        nulls,
        isWide,
        hasUnits,
        layout);
  }

  Dialect withNulls(List<String> newNulls) {
    return new Dialect(
        delimiter,
        decimal,
        skippedLines,
        comment,
        columns,
        timeColumn,
        newNulls,
        isWide,
        hasUnits,
        layout);
  }

  /** The same with names instead of the header, which is one of the skipped lines. */
  Dialect named(List<String> newColumns, int newSkippedLines) {
    return new Dialect(
        delimiter,
        decimal,
        newSkippedLines,
        comment,
        newColumns,
        timeColumn,
        nulls,
        isWide,
        hasUnits,
        layout);
  }

  boolean hasHeader() {
    return columns.isEmpty();
  }
}
