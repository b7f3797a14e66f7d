package dev.tidewire.local.supervise;

import dev.tidewire.local.process.StartFailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All servers together: started in stages, kept running, stopped in their order. */
public final class Stack {
  private final List<List<Keeper>> stages;
  private final List<Keeper> stopOrder;
  private final Console console;

  /**
   * @param stages the servers of a stage start together, when those of the stage before are ready
   * @param stopOrder all servers, the first to stop first
   */
  public Stack(List<List<Keeper>> stages, List<Keeper> stopOrder, Console console) {
    this.stages = List.copyOf(stages);
    this.stopOrder = List.copyOf(stopOrder);
    this.console = console;
  }

  /** Returns when all are ready. */
  public void start() throws StartFailedException, IOException, InterruptedException {
    for (List<Keeper> stage : stages) {
      start(stage);
    }
  }

  private static void start(List<Keeper> stage)
      throws StartFailedException, IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(stage.size());
    try {
      CompletionService<Keeper> starts = new ExecutorCompletionService<>(threads);
      List<Future<Keeper>> submitted = new ArrayList<>();
      for (Keeper keeper : stage) {
        submitted.add(
            starts.submit(
                () -> {
                  keeper.start();
                  return keeper;
                }));
      }
      for (int i = 0; i < submitted.size(); i++) {
        starts.take().get();
      }
    } catch (ExecutionException e) {
      throw cause(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static RuntimeException cause(ExecutionException e)
      throws StartFailedException, IOException, InterruptedException {
    if (e.getCause() instanceof StartFailedException failed) {
      throw failed;
    }
    if (e.getCause() instanceof IOException failed) {
      throw failed;
    }
    if (e.getCause() instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    return new IllegalStateException(e.getCause());
  }

  /** Restarts servers that die, each in its own thread, until {@link #stop()}. */
  public void keep() {
    for (Keeper keeper : stopOrder) {
      Thread thread = new Thread(() -> keep(keeper), "keep-" + keeper.name());
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void keep(Keeper keeper) {
    try {
      keeper.keep();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      console.say(keeper.name() + " will not be restarted if it dies: " + e);
    }
  }

  /** Stops all permanently, also during the start; returns when no process is left. */
  public void stop() {
    stopOrder.forEach(Keeper::forbidStart);
    for (Keeper keeper : stopOrder) {
      try {
        keeper.stop();
      } catch (IllegalStateException e) {
        // The others still have to stop.
        console.say(e.toString());
      }
    }
  }
}
