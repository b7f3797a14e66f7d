package dev.tidewire.bench.measure;

import java.io.IOException;

/** One turn of some work that is measured. */
interface Turn<T> {
  /** Does the work and returns its figures. */
  T run() throws IOException, InterruptedException;
}
