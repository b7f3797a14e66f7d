package dev.tidewire.ingest.csv;

import dev.tidewire.ingest.format.LineReader;

/**
 * Follows the quotes of a record that does not end with its line, or that does not parse, to tell
 * where it ends (RFC 4180): at the first line end that is not in quotes.
 */
final class QuoteState {
  private enum Place {
    FIELD_START,
    PLAIN,
    QUOTED,
    /** After a quote in quotes: it closes the field unless another follows. */
    AFTER_QUOTE
  }

  private final byte delimiter;
  private Place place = Place.FIELD_START;

  private QuoteState(char delimiter) {
    this.delimiter = (byte) delimiter;
  }

  /** The state at the end of a line. */
  static QuoteState after(LineReader line, char delimiter) {
    QuoteState state = new QuoteState(delimiter);
    state.place = line.isCut() ? ofCut(line.hasOddQuotes()) : Place.FIELD_START;
    if (!line.isCut()) {
      state.read(line.buffer(), line.start(), line.end());
    }
    return state;
  }

  /** Whether the record goes on after the line. */
  boolean isOpen() {
    return place == Place.QUOTED;
  }

  /** Follows one more line of the record, which is open. */
  void next(LineReader line) {
    if (line.isCut()) {
      place = ofCut(!line.hasOddQuotes());
    } else {
      read(line.buffer(), line.extension(), line.end());
    }
  }

  /** Pairs of quotes close or double each other. */
  private static Place ofCut(boolean isOpen) {
    return isOpen ? Place.QUOTED : Place.PLAIN;
  }

  private void read(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      place = after(bytes[i]);
    }
    place = place == Place.QUOTED ? place : Place.PLAIN;
  }

  private Place after(byte b) {
    return switch (place) {
      case QUOTED -> b == '"' ? Place.AFTER_QUOTE : Place.QUOTED;
      case AFTER_QUOTE -> b == '"' ? Place.QUOTED : afterPlain(b);
      case PLAIN -> afterPlain(b);
      case FIELD_START ->
          b == '"' ? Place.QUOTED : b == ' ' || b == '\t' ? Place.FIELD_START : afterPlain(b);
    };
  }

  private Place afterPlain(byte b) {
    return b == delimiter ? Place.FIELD_START : Place.PLAIN;
  }
}
