package dev.tidewire.local.process;

import java.io.IOException;

/** A part of the stack: how to start it, and how to see that it works. */
public interface Server {
  /** What people call it. */
  String name();

  /** Makes its files ready, initialising its data on first use, and says what to start. */
  ProcessSpec prepare() throws IOException;

  /** Whether the process, started from {@link #prepare()}, does its work by now. */
  boolean isReady(ChildProcess process) throws IOException;
}
