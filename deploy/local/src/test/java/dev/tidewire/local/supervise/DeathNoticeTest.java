package dev.tidewire.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeathNoticeTest {
  private static final Path LOG = Path.of("/data/logs/ingest.log");

  @ParameterizedTest
  @CsvSource({
    "1, exit code 1",
    "0, exit code 0",
    "255, exit code 255",
    "143, ended by signal 15",
    "137, killed (signal 9; the system does that when memory runs out)",
  })
  void saysWhoDiedAndHow(int exitCode, String cause) {
    // When
    List<String> notice = DeathNotice.of("ingest", exitCode, LOG, List.of("last words"));

    // Then
    assertThat(notice)
        .containsExactly(
            "", "ingest died: " + cause + ". The last lines of " + LOG + ":", "    last words");
  }

  @Test
  void saysWhenThereIsNothingToShow() {
    // When
    List<String> notice = DeathNotice.of("ingest", 1, LOG, List.of());

    // Then
    assertThat(notice).last().isEqualTo("    (it wrote nothing)");
  }
}
