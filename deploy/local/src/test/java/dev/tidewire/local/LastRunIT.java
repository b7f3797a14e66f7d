package dev.tidewire.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidewire.local.process.StartFailedException;
import dev.tidewire.local.supervise.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastRunIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void serverOfAKilledRun_isWaitedFor() throws Exception {
    // Given
    Process server = server("1");

    // When
    lastRun().awaitEnd(PATIENCE);

    // Then
    assertThat(server.isAlive()).isFalse();
    assertThat(screen.toString(StandardCharsets.UTF_8))
        .isEqualTo("The last run was killed; waiting for its servers to end\n");
  }

  @Test
  void serverThatDoesNotEnd_isNamed() throws Exception {
    // Given
    Process server = server("300");
    try {
      // When Then
      assertThatExceptionOfType(StartFailedException.class)
          .isThrownBy(() -> lastRun().awaitEnd(Duration.ofMillis(300)))
          .withMessage(
              "process %d of the last run, which was killed, still uses %s; end it: kill -9 %1$d",
              server.pid(), folder);
    } finally {
      server.destroyForcibly();
    }
  }

  private LastRun lastRun() {
    PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
    return new LastRun(List.of(folder.resolve("postgres")), () -> true, new Console(out, out));
  }

  /** A process whose command names the data, as those of the servers do. */
  private Process server(String seconds) throws IOException {
    return new ProcessBuilder("sh", "-c", "sleep " + seconds + "; :", folder + "/postgres").start();
  }
}
