package dev.tidewire.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.local.machine.Java;
import dev.tidewire.local.machine.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link Up} refuses before it starts anything. */
class UpIT {
  @TempDir private Path folder;

  @Test
  void namesTheProcessThatHoldsAPort() throws Exception {
    // Given
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {

      // When
      Result result = up("TIDEWIRE_INGEST_PORT", busy.getLocalPort());

      // Then
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.output())
          .contains("Tidewire cannot start: port " + busy.getLocalPort() + ", for ingest, is taken")
          .contains("TIDEWIRE_INGEST_PORT=");
    }
  }

  @Test
  void refusesDataThatIsInUse() throws Exception {
    // Given
    DataFolder.take(folder);

    // When
    Result result = up("TIDEWIRE_INGEST_PORT", Ports.free());

    // Then
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .contains(folder + " is in use by another `up`, process " + ProcessHandle.current().pid());
  }

  private Result up(String variable, int port) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Java.executable(),
                "-cp",
                System.getProperty("java.class.path"),
                Up.class.getName(),
                "--data",
                folder.toString())
            .redirectErrorStream(true);
    for (StackPort other : StackPort.values()) {
      builder.environment().put(other.variable(), Integer.toString(Ports.free()));
    }
    builder.environment().put(variable, Integer.toString(port));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private record Result(int status, String output) {}
}
