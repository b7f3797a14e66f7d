package dev.tidewire.platform.problem;

/** Where in a request an item failed. */
public sealed interface Position {
  /** An RFC 6901 pointer into a JSON body; empty for the body itself. */
  record Pointer(String pointer) implements Position {}

  /** A line of a body of lines, from 1. */
  record Line(int line) implements Position {}

  /**
   * A line of a body of lines, from 1.
   *
   * @param text the line, or its beginning; empty where that is lost
   */
  record TextLine(int line, String text) implements Position {}

  /** An item of a body whose items are neither lines nor have pointers, from 1. */
  record Item(int number) implements Position {}

  /** A parameter of the query. */
  record Parameter(String name) implements Position {}
}
