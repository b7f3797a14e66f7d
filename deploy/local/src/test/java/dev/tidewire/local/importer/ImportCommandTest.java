package dev.tidewire.local.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @CsvSource({"--key-file, the API key", "--ca, the certificate"})
  void aFileOfAnOptionThatCannotBeReadIsTold(String option, String what) throws IOException {
    // Given
    Path file = file("time,value\n1,1\n");
    Path empty = file("empty", " \n");

    // When
    int missing = run(file, option, folder.resolve("missing").toString());
    int aFolder = run(file, option, folder.toString());
    int nothing = run(file, option, empty.toString());

    // Then
    assertThat(List.of(missing, aFolder, nothing)).containsOnly(2);
    assertThat(shown().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains(option + ": there is no file `" + folder, what),
            line -> assertThat(line).contains(option + ": `" + folder + "` is a folder", what),
            line -> assertThat(line).contains(option + ": `" + empty + "` is empty", what));
    assertThat(ingest.requests()).isEmpty();
  }

  @Test
  void aKeyFileThatOnlyOthersMayReadIsTold() throws IOException {
    // Given
    Path key = file("key", "tw_a_b");
    assumeThat(key.toFile().setReadable(false) && !Files.isReadable(key)).isTrue();

    // When
    int status = run(file("time,value\n1,1\n"), "--key-file", key.toString());

    // Then
    assertThat(status).isEqualTo(2);
    assertThat(shown()).contains("--key-file: `" + key + "` cannot be read by this user");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tw_a\ntw_b", "tw_\u00e9", "a b"})
  void aKeyThatIsNoneIsToldAndNotShown(String key) throws IOException {
    // Given
    Path file = file("time,value\n1,1\n");
    Path latin = Files.write(folder.resolve("key"), key.getBytes(StandardCharsets.ISO_8859_1));

    // When
    int status = run(file, "--key-file", latin.toString());
    int fromEnvironment =
        Import.run(List.of(file.toString()), Map.of("TIDEWIRE_KEY", key), out(), out());

    // Then
    assertThat(List.of(status, fromEnvironment)).containsOnly(2);
    assertThat(shown())
        .contains("--key-file: `" + latin + "` holds no API key", "TIDEWIRE_KEY holds no API key")
        .doesNotContain(key);
  }

  @Test
  void aFileThatIsNoCertificateIsTold() throws IOException {
    // Given
    Path key = file("key", "tw_a_b");

    // When
    int status = run(file("time,value\n1,1\n"), "--ca", key.toString());

    // Then
    assertThat(status).isEqualTo(2);
    assertThat(shown()).contains("--ca: `" + key + "` holds no certificate in PEM");
  }
}
