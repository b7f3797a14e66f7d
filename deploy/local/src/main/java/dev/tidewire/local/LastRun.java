package dev.tidewire.local;

import dev.tidewire.local.process.StartFailedException;
import dev.tidewire.local.supervise.Console;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A run that was killed. Its watchdog ends its servers, and kills them after ten seconds. */
final class LastRun {
  private static final int POLL_MS = 100;

  private final List<Path> data;
  private final BooleanSupplier arePortsFree;
  private final Console console;

  /**
   * @param data the folders that servers name in their commands
   * @param arePortsFree whether its services are gone, whose commands do not tell
   */
  LastRun(List<Path> data, BooleanSupplier arePortsFree, Console console) {
    this.data = data;
    this.arePortsFree = arePortsFree;
    this.console = console;
  }

  /** Returns when nothing of it is left; fails when a server of it uses the data for longer. */
  void awaitEnd(Duration patience) throws StartFailedException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean isTold = false;
    while (server().isPresent() || !arePortsFree.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        break;
      }
      if (!isTold) {
        console.say("The last run was killed; waiting for its servers to end");
        isTold = true;
      }
      Thread.sleep(POLL_MS);
    }
    Optional<Long> left = server();
    if (left.isPresent()) {
      throw new StartFailedException(
          "process %d of the last run, which was killed, still uses %s; end it: kill -9 %1$d"
              .formatted(left.get(), data.get(0).getParent()));
    }
  }

  private Optional<Long> server() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().filter(this::usesData).isPresent())
        .map(ProcessHandle::pid)
        .filter(pid -> pid != ProcessHandle.current().pid())
        .findFirst();
  }

  private boolean usesData(String command) {
    return data.stream().anyMatch(folder -> command.contains(folder.toString()));
  }
}
