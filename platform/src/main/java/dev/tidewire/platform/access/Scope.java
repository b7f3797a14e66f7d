package dev.tidewire.platform.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What kind of operations a caller may use. */
public enum Scope {
  /** Sends readings. */
  INGEST,
  /** Reads readings, series and sensors. */
  QUERY,
  /** Writes what people add to readings. */
  ANNOTATE,
  /** Operates the pipeline: dead letters, merges, its state. */
  OPERATE;

  /** As key files, tokens and documents write it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope with this code. */
  public static Optional<Scope> of(String code) {
    return Stream.of(values()).filter(scope -> scope.code().equals(code)).findAny();
  }
}
