package dev.tidewire.e2e.stack;

import java.util.List;

/** Starts and stops a service, any number of times. */
interface Runner {
  /** Starts it and does not wait for it. */
  void launch();

  /** Returns when it is ready. */
  void awaitReady();

  /** Sends SIGTERM, and returns when it has ended. */
  void stop();

  /** Sends SIGKILL, if it was ever started. */
  void kill();

  boolean isAlive();

  /** The exit code of its last process. */
  int exitCode();

  /** The ID of its process on this machine. */
  long pid();

  /** All that it has written since it was first started. */
  List<String> logLines();
}
