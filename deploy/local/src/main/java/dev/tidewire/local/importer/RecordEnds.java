package dev.tidewire.local.importer;

import java.nio.charset.StandardCharsets;

/** Follows the quotes of CSV to tell which line ends also end a record, as ingest does. */
final class RecordEnds {
  private enum Place {
    FIELD_START,
    PLAIN,
    QUOTED,
    AFTER_QUOTE,
    COMMENT
  }

  private final String delimiters;
  private final byte[] comment;
  private Place place = Place.FIELD_START;

  /** How many bytes of a line are those with which a comment begins, or -1 when others came. */
  private int matched;

  /**
   * Begins with a record.
   *
   * @param delimiters the characters that may be between fields
   * @param comment with what lines begin that have no fields; empty for none
   */
  RecordEnds(String delimiters, String comment) {
    this.delimiters = delimiters;
    this.comment = comment.getBytes(StandardCharsets.UTF_8);
  }

  /** Takes the next byte; whether a record ends with it. */
  boolean ends(byte b) {
    if (b == '\n' && place != Place.QUOTED) {
      place = Place.FIELD_START;
      matched = 0;
      return true;
    }
    place = isComment(b) ? Place.COMMENT : next(b);
    return false;
  }

  private boolean isComment(byte b) {
    if (matched >= 0 && matched < comment.length) {
      matched = b == comment[matched] ? matched + 1 : -1;
      return matched == comment.length;
    }
    return false;
  }

  private Place next(byte b) {
    return switch (place) {
      case COMMENT -> Place.COMMENT;
      case QUOTED -> b == '"' ? Place.AFTER_QUOTE : Place.QUOTED;
      case AFTER_QUOTE -> b == '"' ? Place.QUOTED : plain(b);
      case PLAIN -> plain(b);
      case FIELD_START ->
          b == '"' ? Place.QUOTED : b == ' ' || b == '\t' ? Place.FIELD_START : plain(b);
    };
  }

  private Place plain(byte b) {
    return delimiters.indexOf(b) >= 0 ? Place.FIELD_START : Place.PLAIN;
  }
}
