package dev.tidewire.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.bench.measure.Measurement;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static final Path HOME = Path.of("/home");

  @Test
  void measuresAllButTheSoakByDefault() {
    // When
    Options options = parse();

    // Then
    assertThat(options.seconds()).isEqualTo(Options.DEFAULT_SECONDS);
    assertThat(options.measurements())
        .containsExactly(Measurement.STORE, Measurement.QUERY, Measurement.INGEST);
    assertThat(options.checkout()).isEqualTo(HOME);
  }

  @Test
  void measuresWhatIsNamed() {
    // When
    Options options = parse("--only", "query,store", "--seconds", "5", "--checkout", "/old");

    // Then
    assertThat(options.seconds()).isEqualTo(5);
    assertThat(options.checkout()).isEqualTo(Path.of("/old"));
    assertThat(options.measurements()).containsExactly(Measurement.STORE, Measurement.QUERY);
  }

  @Test
  void addsTheSoakToWhatIsNamed() {
    assertThat(parse("--heap-soak", "--only", "store").measurements())
        .containsExactly(Measurement.STORE, Measurement.SOAK);
  }

  @Test
  void measuresTheFormatsAlone() {
    assertThat(parse("--formats").measurements()).containsExactly(Measurement.FORMATS);
  }

  @Test
  void takesTheSizesOfTheStore() {
    // When
    Options options = parse("--only", "store", "--grown", "300", "--each", "360");

    // Then
    assertThat(options.grown()).isEqualTo(300);
    assertThat(options.each()).isEqualTo(360);
  }

  @Test
  void measuresTheSteadyLoadForTheMinutesThatAreNamed() {
    // When
    Options options = parse("--only", "store", "--minutes", "1440");

    // Then
    assertThat(options.minutes()).isEqualTo(1440);
    assertThat(options.measurements()).containsExactly(Measurement.STORE, Measurement.STEADY);
  }

  @ParameterizedTest
  @CsvSource({
    "--quick, --quick",
    "--seconds, needs a value",
    "--seconds 0, from 3 to 60",
    "--seconds 99999999999, from 3 to 60",
    "--seconds 2, from 3 to 60",
    "--seconds 61, from 3 to 60",
    "--seconds ten, but is ten",
    "--grown 0, from 1 to 10000",
    "--each 1e3, but is 1e3",
    "--minutes 10081, from 1 to 10080",
    "--only --heap-soak, needs a value",
    "--only latest, 'store, query, soak, ingest'",
  })
  void saysWhatIsWrong(String line, String message) {
    assertThatThrownBy(() -> parse(line.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static Options parse(String... arguments) {
    return Options.parse(List.of(arguments), HOME);
  }
}
