package dev.tidewire.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessesTest {
  @Test
  void keepsTheTimeOfAChildThatHasEnded() throws IOException, InterruptedException {
    // Given: a shell whose child uses CPU until the shell is told to end it
    Process shell =
        new ProcessBuilder("sh", "-c", "(while :; do :; done) & read x; kill $!; wait; read y")
            .start();
    try (Processes processes = new Processes(Map.of(Part.POSTGRES, shell.toHandle()))) {
      Duration busy = processes.cpu().get(Part.POSTGRES);
      while (busy.compareTo(Duration.ofMillis(50)) < 0) {
        Thread.onSpinWait();
        busy = processes.cpu().get(Part.POSTGRES);
      }

      // When
      ProcessHandle child = shell.children().findFirst().orElseThrow();
      shell.getOutputStream().write('\n');
      shell.getOutputStream().flush();
      child.onExit().join();

      // Then
      assertThat(processes.cpu().get(Part.POSTGRES)).isGreaterThanOrEqualTo(busy);
      processes.requireAlive();

      // When
      shell.getOutputStream().close();
      shell.waitFor();

      // Then
      assertThatThrownBy(processes::requireAlive).hasMessageContaining("Postgres ended");
    } finally {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly();
    }
  }
}
