package dev.tidewire.local.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command may say. */
class ImportCommandTest extends Importing {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing.csv          | there is no file `missing.csv`",
        "sensor=a             | `sensor=a` is no file; parameters come after --",
        "--url                | --url needs a value",
        "--frob               | `--frob` is not an option",
        "--dry-run            | name at least one file",
        "--url ftp://x f.csv  | --url needs an address",
        "-- a                 | name at least one file",
      })
  void mistakesInTheCommandAreTold(String line, String message) throws IOException {
    // When
    int status = Import.run(List.of(line.split(" ")), ingest.environment(), out(), out());

    // Then
    assertThat(status).isEqualTo(2);
    assertThat(shown()).contains(line.contains("ftp") ? "there is no file" : message);
  }

  @Test
  void theKeyComesFromTheEnvironmentOrAFile() throws IOException {
    // Given
    Path key = Files.writeString(folder.resolve("key"), "tw_a_b\n");

    // When
    run(file("time,value\n1,1\n"), "--key-file", key.toString());

    // Then
    assertThat(ingest.requests())
        .extracting(FakeIngest.Request::key)
        .containsExactly("Bearer tw_a_b");
  }
}
