package dev.tidewire.bench.rig;

import java.io.IOException;

/** A part of some work. */
public interface Step {
  /** Does it. */
  void run() throws IOException, InterruptedException;
}
