package dev.tidewire.query.store;

import dev.tidewire.platform.database.DatabaseUnavailableException;

/** The ids of series are not theirs in the database that is asked for their readings. */
final class OtherSeriesException extends DatabaseUnavailableException {
  private static final long serialVersionUID = 1L;

  OtherSeriesException() {
    super(
        "The database was replaced by one that knows series by other ids, while it was asked. Ask"
            + " again.",
        null);
  }
}
