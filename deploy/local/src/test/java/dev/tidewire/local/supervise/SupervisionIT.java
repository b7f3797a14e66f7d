package dev.tidewire.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.tidewire.local.process.ChildProcess;
import dev.tidewire.local.process.ProcessSpec;
import dev.tidewire.local.process.Server;
import dev.tidewire.local.process.StartFailedException;
import dev.tidewire.local.process.TinyProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final List<ChildProcess> processes = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final Console console = console(screen);
  private final TinyServer first = new TinyServer("first", "works");
  private final TinyServer second = new TinyServer("second", "works");
  private final Stack stack = stack(first, second);

  @AfterEach
  void leaveNothing() {
    stack.stop();
    processes.stream().filter(ChildProcess::isAlive).forEach(ChildProcess::kill);
  }

  @Test
  void startsInStagesAndStopsInTheOrderGiven() throws Exception {
    // Given
    stack.start();
    stack.keep();

    // When
    stack.stop();

    // Then
    assertThat(processes).hasSize(2).noneMatch(ChildProcess::isAlive);
    assertThat(shown())
        .containsSubsequence(
            "first        ready",
            "second       ready",
            "second       stopped",
            "first        stopped")
        .doesNotContain("died");
  }

  @Test
  void startsAgainWhatDied() throws Exception {
    // Given
    stack.start();
    stack.keep();
    ChildProcess killed = processes.get(1);

    // When
    long begin = System.nanoTime();
    killed.kill();
    await().atMost(PATIENCE).until(() -> shown().contains("second runs again."));
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);

    // Then
    assertThat(shown())
        .containsSubsequence(
            "second died: killed",
            "    ready",
            "second starts again in 1 s.",
            "second runs again.");
    assertThat(taken).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(processes.get(2).isAlive()).isTrue();
    assertThat(processes.get(0).isAlive()).isTrue();
  }

  @Test
  void waitsLongerEachTimeItDies() throws Exception {
    // Given
    stack.start();
    stack.keep();

    // When
    second.mode = "dies";
    processes.get(1).kill();

    // Then
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(shown())
                    .containsSubsequence(
                        "starts again in 1 s.",
                        "second died: exit code 3",
                        "    cannot go on",
                        "starts again in 2 s."));
  }

  @Test
  void saysWhyAFirstStartFailed() {
    // Given
    second.mode = "dies";

    // When Then
    assertThatExceptionOfType(StartFailedException.class)
        .isThrownBy(stack::start)
        .withMessageStartingWith("second ended with exit code 3 while it started.")
        .withMessageEndingWith("    cannot go on");
  }

  @Test
  void leavesNothingWhenStoppedWhileItStarts() throws Exception {
    // Given
    second.mode = "never-ready";
    CompletableFuture<Void> start = CompletableFuture.runAsync(this::startUntilStopped);
    await().atMost(PATIENCE).until(() -> processes.size() == 2);

    // When
    stack.stop();

    // Then
    assertThat(processes).hasSize(2).noneMatch(ChildProcess::isAlive);
    await().atMost(PATIENCE).until(start::isCompletedExceptionally);
  }

  @Test
  void startsNothingOnceStopped() {
    // Given
    stack.stop();

    // When Then
    assertThatExceptionOfType(InterruptedException.class).isThrownBy(stack::start);
    assertThat(processes).isEmpty();
  }

  private void startUntilStopped() {
    try {
      stack.start();
    } catch (StartFailedException | IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Stack stack(TinyServer first, TinyServer second) {
    Keeper one = new Keeper(first, new RestartPause(), console);
    Keeper two = new Keeper(second, new RestartPause(), console);
    return new Stack(List.of(List.of(one), List.of(two)), List.of(two, one), console);
  }

  private String shown() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  private static Console console(ByteArrayOutputStream screen) {
    PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
    return new Console(out, out);
  }

  private final class TinyServer implements Server {
    private final String name;
    private volatile String mode;

    private TinyServer(String name, String mode) {
      this.name = name;
      this.mode = mode;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public ProcessSpec prepare() {
      return TinyProgram.spec(name, mode, folder);
    }

    @Override
    public boolean isReady(ChildProcess process) throws IOException {
      if (!processes.contains(process)) {
        processes.add(process);
      }
      return process.lastLines(1).contains(TinyProgram.READY);
    }
  }
}
