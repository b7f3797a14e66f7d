package dev.tidewire.processing.tables;

/** A merge can be repeated once there are partitions for chunks that end at these times. */
public final class MissingPartitionsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long[] endsMicros;
  private final long horizonMicros;

  MissingPartitionsException(long[] endsMicros, long horizonMicros) {
    super("chunks have no partition");
    this.endsMicros = endsMicros;
    this.horizonMicros = horizonMicros;
  }

  /** Chunks that end before it need none. */
  public long horizonMicros() {
    return horizonMicros;
  }

  /** The times. */
  public long[] endsMicros() {
    return endsMicros;
  }
}
