package dev.tidewire.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Waits until a server that was started is ready. */
public final class Startup {
  private static final int POLL_MS = 50;
  private static final int SHOWN_LINES = 15;

  private Startup() {}

  /** Returns when the server is ready; fails when it ends before that or exceeds the timeout. */
  public static void await(Server server, ChildProcess process, Duration timeout)
      throws StartFailedException, IOException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!server.isReady(process)) {
      if (!process.isAlive()) {
        throw failed(process, "ended with exit code " + process.exitCode() + " while it started");
      }
      if (System.nanoTime() > deadline) {
        throw failed(process, "is not ready after " + timeout.toSeconds() + " s");
      }
      Thread.sleep(POLL_MS);
    }
  }

  private static StartFailedException failed(ChildProcess process, String what) throws IOException {
    return new StartFailedException(
        process.name()
            + " "
            + what
            + ". The last lines of "
            + process.log()
            + ":\n"
            + indented(process.lastLines(SHOWN_LINES)));
  }

  public static String indented(List<String> lines) {
    return lines.isEmpty() ? "    (it wrote nothing)" : "    " + String.join("\n    ", lines);
  }
}
