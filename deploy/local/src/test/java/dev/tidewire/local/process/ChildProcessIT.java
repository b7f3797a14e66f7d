package dev.tidewire.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SIGTERM_EXIT = 143;
  private static final int SIGKILL_EXIT = 137;

  @TempDir private Path folder;
  private Optional<ChildProcess> started = Optional.empty();

  @AfterEach
  void leaveNothing() {
    started.filter(ChildProcess::isAlive).ifPresent(ChildProcess::kill);
  }

  @Test
  void stopsWhenAsked() throws IOException {
    // Given
    ChildProcess process = start("works", TinyProgram.READY);

    // When
    process.stop();

    // Then
    assertThat(process.isAlive()).isFalse();
    assertThat(process.exitCode()).isEqualTo(SIGTERM_EXIT);
  }

  @Test
  void isKilledWhenItDoesNotStop() throws IOException {
    // Given
    ChildProcess process = start("stubborn", TinyProgram.READY);

    // When
    process.stop();

    // Then
    assertThat(process.isAlive()).isFalse();
    assertThat(process.exitCode()).isEqualTo(SIGKILL_EXIT);
  }

  @Test
  void showsTheLastLinesOfThisRunOnly() throws IOException {
    // Given
    Files.writeString(folder.resolve("dies.log"), "from an earlier run\n");

    // When
    ChildProcess process = start("dies", "cannot go on");
    process.onExit().join();

    // Then
    assertThat(process.lastLines(10)).containsExactly("cannot go on");
    assertThat(process.exitCode()).isEqualTo(3);
  }

  @Test
  void doesNotOutliveItsParent() throws IOException {
    // Given
    ChildProcess parent = start("parent", "child ");
    long child = Long.parseLong(parent.lastLines(1).get(0).substring("child ".length()));
    assertThat(isAlive(child)).isTrue();

    // When
    parent.killAlone();

    // Then
    await().atMost(PATIENCE).until(() -> !isAlive(child));
  }

  @Test
  void isStoppedByItsOwnSignal_whenItsParentIsKilled() throws IOException, InterruptedException {
    // Given
    assumeTrue(canCatchInt(), "INT is ignored here, as in a job in the background of a script");
    ChildProcess parent = start("parent-int", "child ");

    // When
    parent.killAlone();

    // Then
    Path signal = folder.resolve("signal");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(signal).hasContent("INT"));
  }

  /** A shell cannot catch what was ignored when it started, and neither can its children. */
  private static boolean canCatchInt() throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "trap 'exit 7' INT; kill -INT $$").start().waitFor() == 7;
  }

  private ChildProcess start(String mode, String awaited) throws IOException {
    ChildProcess process = ChildProcess.start(TinyProgram.spec(mode, mode, folder));
    started = Optional.of(process);
    await().atMost(PATIENCE).until(() -> hasWritten(process, awaited));
    return process;
  }

  private static boolean hasWritten(ChildProcess process, String text) throws IOException {
    List<String> lines = process.lastLines(10);
    return lines.stream().anyMatch(line -> line.startsWith(text));
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
