package dev.tidewire.local.importer;

/**
 * How many bytes a piece has, which ends with its record. It only gets smaller, and it is that of
 * all files of an import: what ingest takes in one request is the same for them.
 *
 * <p>A sample, from which ingest recognises how a file is read, only gets smaller when it is
 * refused itself: another one might be read in another way.
 */
final class PieceSize {
  private int bytes = 1 << 20;
  private int sample = 1 << 18;

  int bytes() {
    return bytes;
  }

  int ofSample() {
    return sample;
  }

  /** Halves it, so that less is sent than what was refused. */
  void halve(int refusedBytes) {
    bytes = Math.max(1, Math.min(bytes, refusedBytes) / 2);
  }

  /** Halves that of samples, so that no piece is larger than one. */
  void halveSample(int refusedBytes) {
    sample = Math.max(1, Math.min(sample, refusedBytes) / 2);
    bytes = Math.min(bytes, sample);
  }
}
