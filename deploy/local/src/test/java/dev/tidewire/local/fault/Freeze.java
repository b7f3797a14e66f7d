package dev.tidewire.local.fault;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.stream.Stream;

/** Suspends and resumes processes. */
public final class Freeze {
  private Freeze() {}

  /** Stops the process, and then the children that it has. */
  public static void freeze(long pid) {
    send("STOP", Stream.of(pid));
    send("STOP", children(pid));
  }

  /** Resumes the process and its children. */
  public static void thaw(long pid) {
    send("CONT", Stream.concat(children(pid), Stream.of(pid)));
  }

  private static Stream<Long> children(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::descendants)
        .map(ProcessHandle::pid);
  }

  private static void send(String signal, Stream<Long> pids) {
    String list = pids.map(pid -> Long.toString(pid)).collect(joining(" "));
    if (list.isEmpty()) {
      return;
    }
    try {
      // A child that has just ended is no failure.
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + list + " 2>&-").start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("cannot run sh to signal " + list, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while signalling " + list, e);
    }
  }
}
