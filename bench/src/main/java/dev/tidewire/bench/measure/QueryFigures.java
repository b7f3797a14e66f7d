package dev.tidewire.bench.measure;

/** Asking for the latest reading of a series, and for 240 of its readings. */
public record QueryFigures(
    HttpFigures latest, HttpFigures bareLatest, HttpFigures range, HttpFigures bareRange) {
  /** Rows of the range. */
  public static final int ROWS = 240;

  /** Clients that ask. */
  public static final int CONNECTIONS = 16;
}
