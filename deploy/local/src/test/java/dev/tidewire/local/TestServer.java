package dev.tidewire.local;

/** A real server under test: it can be stopped, killed and started again with its port and data. */
interface TestServer {
  String host();

  int port();

  /** Starts it when it is not running, and returns when it is ready. */
  void start();

  /** Stops it in an orderly way. */
  void stop();

  /** Kills its main process, as when the machine runs out of memory. */
  void kill();

  /** Suspends all its processes. */
  void freeze();

  /** Resumes them. */
  void thaw();
}
