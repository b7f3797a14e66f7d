package dev.tidewire.processing.merge;

/** A merge can be repeated once there are partitions for chunks that end at these times. */
final class MissingPartitionsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long[] endsMicros;
  private final long horizonMicros;

  MissingPartitionsException(long[] endsMicros, long horizonMicros) {
    super("chunks have no partition");
    this.endsMicros = endsMicros;
    this.horizonMicros = horizonMicros;
  }

  /** Chunks that end before it need none. */
  long horizonMicros() {
    return horizonMicros;
  }

  long[] endsMicros() {
    return endsMicros;
  }
}
