package dev.tidewire.ingest.labels;

import dev.tidewire.ingest.format.BodyRefusedException;

/** Reads what bytes name. Of the same bytes it reads the same. */
@FunctionalInterface
public interface LabelReader {
  /** Reads the bytes of a name, which are never changed. */
  Named read(byte[] name) throws BodyRefusedException;
}
