package dev.tidewire.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {
  @Test
  void keepsTheTimeOfAChildThatHasEnded() throws IOException, InterruptedException {
    // Given: a shell whose child uses CPU until it is told to end
    Process shell =
        new ProcessBuilder("sh", "-c", "(while :; do :; done) & read x; kill $!; wait; read y")
            .start();
    try {
      ProcessTree tree = new ProcessTree(shell.toHandle(), true);
      Duration busy = tree.cpu();
      while (busy.compareTo(Duration.ofMillis(50)) < 0) {
        Thread.onSpinWait();
        busy = tree.cpu();
      }

      // When
      ProcessHandle child = shell.children().findFirst().orElseThrow();
      shell.getOutputStream().write('\n');
      shell.getOutputStream().flush();
      child.onExit().join();

      // Then
      assertThat(tree.cpu()).isGreaterThanOrEqualTo(busy);
      assertThat(tree.isAlive()).isTrue();
    } finally {
      shell.getOutputStream().close();
      shell.waitFor();
    }
  }
}
