package dev.tidewire.local.importer;

/**
 * Follows comments and the quotes of CSV to tell which line ends also end a record, as ingest does.
 */
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

  /** How many bytes of the record are those of a comment, or -1 where others are among them. */
  private int seen;

  /**
   * Begins with a record.
   *
   * @param delimiters the characters that may be between fields
   * @param comment how a line begins that is left out; empty for none
   */
  RecordEnds(String delimiters, byte[] comment) {
    this.delimiters = delimiters;
    this.comment = comment;
  }

  /** Begins again with a record. */
  void reset() {
    place = Place.FIELD_START;
    seen = 0;
  }

  /** Takes the next byte; whether a record ends with it. */
  boolean ends(byte b) {
    if (b == '\n' && place != Place.QUOTED) {
      reset();
      return true;
    }
    place = beginsComment(b) ? Place.COMMENT : after(b);
    return false;
  }

  private boolean beginsComment(byte b) {
    if (seen < 0 || seen == comment.length) {
      return false;
    }
    seen = b == comment[seen] ? seen + 1 : -1;
    return seen == comment.length;
  }

  private Place after(byte b) {
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
