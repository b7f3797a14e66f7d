package dev.tidewire.local.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stops our children when this JVM ends without stopping them: killed, crashed, out of memory.
 *
 * <p>A shell reads a pipe that only this JVM holds open. The JVM reports each start and end of a
 * child. When the pipe closes, the shell sends each child that still lives its own signal, and
 * SIGKILL ten seconds later.
 */
final class Watchdog {
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      children=
      any_alive() {
        for child in $children; do
          kill -0 "$child" && return 0
        done
        return 1
      }
      interrupted=
      while read -r change child; do
        others=
        for other in $children; do
          [ "$other" = "$child" ] || others="$others $other"
        done
        case $change in
          TERM) children="$others $child" ;;
          INT) children="$others $child" interrupted="$interrupted $child " ;;
          ended) children=$others ;;
        esac
      done
      [ -n "$children" ] || exit 0
      for child in $children; do
        case $interrupted in
          *" $child "*) kill -INT "$child" ;;
          *) kill -TERM "$child" ;;
        esac
      done
      for second in 1 2 3 4 5 6 7 8 9 10; do
        any_alive || exit 0
        sleep 1
      done
      kill -KILL $children
      """;

  private static final Watchdog SHARED = new Watchdog();

  private final Map<Long, StopSignal> children = new ConcurrentHashMap<>();
  private @Nullable OutputStream pipe;

  private Watchdog() {}

  static Watchdog shared() {
    return SHARED;
  }

  /** From now on, this process does not survive our own; it is asked to stop by the signal. */
  void guard(Process child, StopSignal signal) throws IOException {
    children.put(child.pid(), signal);
    tell(signal.name(), child.pid());
    CompletableFuture<Void> unused = child.onExit().thenAccept(this::release);
  }

  private void release(Process child) {
    children.remove(child.pid());
    try {
      tell("ended", child.pid());
    } catch (IOException e) {
      throw new IllegalStateException("cannot start sh to watch over the child processes", e);
    }
  }

  private synchronized void tell(String change, long pid) throws IOException {
    if (pipe == null) {
      pipe = spawn();
    }
    try {
      write(pipe, change, pid);
    } catch (IOException e) {
      // The shell was killed; a new one takes over.
      pipe = spawn();
      for (var child : children.entrySet()) {
        write(pipe, child.getValue().name(), child.getKey());
      }
    }
  }

  private static void write(OutputStream pipe, String change, long pid) throws IOException {
    pipe.write((change + " " + pid + "\n").getBytes(StandardCharsets.US_ASCII));
    pipe.flush();
  }

  private static OutputStream spawn() throws IOException {
    return new ProcessBuilder("sh", "-c", SCRIPT)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .getOutputStream();
  }
}
