package dev.tidewire.processing.merge;

/** A merge can be repeated once there are partitions for chunks that end at these times. */
final class MissingPartitionsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long[] endsMicros;

  MissingPartitionsException(long[] endsMicros) {
    super("chunks have no partition");
    this.endsMicros = endsMicros;
  }

  long[] endsMicros() {
    return endsMicros;
  }
}
