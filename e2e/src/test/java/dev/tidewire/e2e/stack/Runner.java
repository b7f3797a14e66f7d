package dev.tidewire.e2e.stack;

import java.util.List;

/** How a service is started and ended, over and over. */
interface Runner {
  /** Starts it and does not wait for it. */
  void launch();

  /** Returns when it is ready. */
  void awaitReady();

  /** Ends it with SIGTERM, and returns when it has ended. */
  void stop();

  /** Ends it with SIGKILL, if it was ever started. */
  void kill();

  boolean isAlive();

  /** What it has ended with. */
  int exitCode();

  /** The number of its process, as this machine counts. */
  long pid();

  /** All that it has written since it was first started. */
  List<String> logLines();
}
