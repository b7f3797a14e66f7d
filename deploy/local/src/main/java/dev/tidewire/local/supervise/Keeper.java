package dev.tidewire.local.supervise;

import dev.tidewire.local.process.ChildProcess;
import dev.tidewire.local.process.Server;
import dev.tidewire.local.process.StartFailedException;
import dev.tidewire.local.process.Startup;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps one server running: starts it, and restarts it when it dies, until it is to stop. */
public final class Keeper {
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(120);
  private static final int SHOWN_LINES = 15;

  private final Server server;
  private final RestartPause pause;
  private final Console console;

  // All guarded by this.
  private @Nullable ChildProcess process;
  private long startedAt;
  private boolean stopping;

  public Keeper(Server server, RestartPause pause, Console console) {
    this.server = server;
    this.pause = pause;
    this.console = console;
  }

  String name() {
    return server.name();
  }

  /** Starts the server for the first time and returns when it is ready. */
  void start() throws StartFailedException, IOException, InterruptedException {
    long begin = System.nanoTime();
    Startup.await(server, launch(), READY_TIMEOUT);
    console.say("  %-12s ready after %.1f s".formatted(name(), (System.nanoTime() - begin) / 1e9));
  }

  /** From now on restarts the server when it dies. Returns when the server is to stop. */
  void keep() throws InterruptedException, IOException {
    while (awaitDeath()) {
      reportDeath();
      if (!pauseBeforeRestart()) {
        return;
      }
      restart();
    }
  }

  /** Forbids any further start. */
  synchronized void forbidStart() {
    stopping = true;
    notifyAll();
  }

  /** Stops the server permanently; returns when its process has ended. */
  void stop() {
    forbidStart();
    ChildProcess running = current();
    if (running != null && running.isAlive()) {
      running.stop();
      console.say("  %-12s stopped".formatted(name()));
    }
  }

  private synchronized ChildProcess launch() throws IOException, InterruptedException {
    if (stopping) {
      throw new InterruptedException("the stack stops");
    }
    startedAt = System.nanoTime();
    process = null;
    process = ChildProcess.start(server.prepare());
    return process;
  }

  private synchronized @Nullable ChildProcess current() {
    return process;
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  /** Waits for the end of the process; returns whether it ended although we did not stop it. */
  private boolean awaitDeath() {
    ChildProcess running = current();
    if (running != null) {
      running.onExit().join();
    }
    return !isStopping();
  }

  private void reportDeath() throws IOException {
    ChildProcess dead = current();
    if (dead != null) {
      console.say(DeathNotice.of(name(), dead.exitCode(), dead.log(), dead.lastLines(SHOWN_LINES)));
    }
  }

  /** Waits; returns whether to restart after that. */
  private synchronized boolean pauseBeforeRestart() throws InterruptedException {
    Duration rest = pause.after(Duration.ofNanos(System.nanoTime() - startedAt));
    console.say(name() + " starts again in " + rest.toSeconds() + " s.");
    long end = System.nanoTime() + rest.toNanos();
    while (!stopping && System.nanoTime() < end) {
      wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
    return !stopping;
  }

  private void restart() throws InterruptedException {
    try {
      ChildProcess restarted = launch();
      Startup.await(server, restarted, READY_TIMEOUT);
      console.say(name() + " runs again.");
    } catch (StartFailedException e) {
      ChildProcess running = current();
      if (running != null && running.isAlive()) {
        console.say(e.getMessage());
      }
    } catch (IOException e) {
      console.say(name() + " cannot start: " + e);
    }
  }
}
