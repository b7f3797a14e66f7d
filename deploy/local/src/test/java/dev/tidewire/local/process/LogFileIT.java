package dev.tidewire.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileIT {
  @TempDir private Path folder;

  @Test
  void showsTheEndOfALongLog() throws IOException {
    // Given
    Path log = folder.resolve("long.log");
    Files.writeString(log, "é".repeat(100_000) + "\nlast but one\nlast\n");

    // When
    List<String> lines = LogFile.lastLines(log, 0, 2);

    // Then
    assertThat(lines).containsExactly("last but one", "last");
  }

  @Test
  void continuesAShortLog() throws IOException {
    // Given
    Path log = folder.resolve("short.log");
    Files.writeString(log, "earlier\n");

    // When
    long start = LogFile.begin(log);

    // Then
    assertThat(start).isEqualTo("earlier\n".length());
  }

  @Test
  void putsALongLogAside() throws IOException {
    // Given
    Path log = folder.resolve("service.log");
    Files.write(log, new byte[17 * 1024 * 1024]);
    Path older = Files.writeString(folder.resolve("service.log.1"), "from long ago");

    // When
    long start = LogFile.begin(log);

    // Then
    assertThat(start).isZero();
    assertThat(log).doesNotExist();
    assertThat(older).hasSize(17 * 1024 * 1024);
  }
}
