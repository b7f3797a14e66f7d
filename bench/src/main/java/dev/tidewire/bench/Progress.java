package dev.tidewire.bench;

import java.io.PrintStream;

/** Tells the person at the terminal what is going on, with the seconds since the start. */
final class Progress {
  private final PrintStream out;
  private final long start = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  synchronized void say(String line) {
    out.printf("%4d s  %s%n", (System.nanoTime() - start) / 1_000_000_000, line);
    out.flush();
  }
}
