package dev.tidewire.local.importer;

/** Follows the quotes of CSV to tell which line ends also end a record, as ingest does. */
final class RecordEnds {
  private enum Place {
    FIELD_START,
    PLAIN,
    QUOTED,
    AFTER_QUOTE
  }

  private final String delimiters;
  private Place place = Place.FIELD_START;

  /**
   * Begins with a record.
   *
   * @param delimiters the characters that may be between fields
   */
  RecordEnds(String delimiters) {
    this.delimiters = delimiters;
  }

  /** Takes the next byte; whether a record ends with it. */
  boolean ends(byte b) {
    if (b == '\n' && place != Place.QUOTED) {
      place = Place.FIELD_START;
      return true;
    }
    place =
        switch (place) {
          case QUOTED -> b == '"' ? Place.AFTER_QUOTE : Place.QUOTED;
          case AFTER_QUOTE -> b == '"' ? Place.QUOTED : plain(b);
          case PLAIN -> plain(b);
          case FIELD_START ->
              b == '"' ? Place.QUOTED : b == ' ' || b == '\t' ? Place.FIELD_START : plain(b);
        };
    return false;
  }

  private Place plain(byte b) {
    return delimiters.indexOf(b) >= 0 ? Place.FIELD_START : Place.PLAIN;
  }
}
