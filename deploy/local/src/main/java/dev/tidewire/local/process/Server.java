package dev.tidewire.local.process;

import java.io.IOException;

/** A part of the stack: how to start it, and how to see that it works. */
public interface Server {
  /** Its name in messages. */
  String name();

  /** Prepares its files, creates its data on first use, and returns what to start. */
  ProcessSpec prepare() throws IOException;

  /** Whether the process, started as {@link #prepare()} says, works now. */
  boolean isReady(ChildProcess process) throws IOException;
}
