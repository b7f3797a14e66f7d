package dev.tidewire.bench.rig;

import java.io.IOException;

/** One turn of some work that is measured. */
public interface Turn<T> {
  /** Does the work and returns its figures. */
  T run() throws IOException, InterruptedException;
}
