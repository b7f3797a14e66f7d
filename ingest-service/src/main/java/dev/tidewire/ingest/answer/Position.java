package dev.tidewire.ingest.answer;

/** Where in a body an item failed. */
public sealed interface Position {
  /** An RFC 6901 pointer into a JSON body. */
  record Pointer(String pointer) implements Position {}

  /** A line of a body of lines, from 1. */
  record Line(int line) implements Position {}
}
