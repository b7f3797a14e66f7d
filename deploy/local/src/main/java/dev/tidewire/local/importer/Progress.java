package dev.tidewire.local.importer;

import java.util.Locale;

/** How far an import is, and how fast. */
final class Progress {
  private static final double KIB = 1 << 10;
  private static final double MIB = 1 << 20;
  private static final double NANOS_PER_SECOND = 1e9;

  private final long size;
  private final long acceptedBefore;
  private final long start;

  /** Begins at what is done, of a file of so many bytes. */
  Progress(Bookmark done, long size) {
    this.size = size;
    this.acceptedBefore = done.accepted();
    this.start = System.nanoTime();
  }

  String at(Bookmark done) {
    double seconds = Math.max(1, System.nanoTime() - start) / NANOS_PER_SECOND;
    return String.format(
        Locale.ROOT,
        "%s, %,d readings, %,.0f/s",
        bytes(done.offset()),
        done.accepted(),
        (done.accepted() - acceptedBefore) / seconds);
  }

  private String bytes(long done) {
    if (size < KIB) {
      return "%d of %d B".formatted(done, size);
    }
    double unit = size < MIB ? KIB : MIB;
    return String.format(
        Locale.ROOT, "%.1f of %.1f %s", done / unit, size / unit, size < MIB ? "KiB" : "MiB");
  }
}
