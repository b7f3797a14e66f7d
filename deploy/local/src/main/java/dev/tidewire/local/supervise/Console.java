package dev.tidewire.local.supervise;

import java.io.PrintStream;
import java.util.List;

/** The output to the terminal. */
public final class Console {
  private final PrintStream out;
  private final PrintStream err;

  public Console(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  /** Prints several lines without others in between. */
  public synchronized void say(List<String> lines) {
    lines.forEach(out::println);
    out.flush();
  }

  /** Prints why the stack cannot start. */
  public synchronized void complain(String message) {
    err.println();
    err.println(message);
    err.flush();
  }
}
