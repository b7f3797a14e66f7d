package dev.tidewire.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewire.bench.measure.Measurement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  @Test
  void measuresAllButTheSoakByDefault() throws UsageException {
    // When
    Options options = Options.parse(List.of());

    // Then
    assertThat(options.seconds()).isEqualTo(Options.DEFAULT_SECONDS);
    assertThat(options.measurements())
        .containsExactly(Measurement.STORE, Measurement.QUERY, Measurement.INGEST);
  }

  @Test
  void measuresWhatIsNamed() throws UsageException {
    // When
    Options options = Options.parse(List.of("--only", "query,store", "--seconds", "5"));

    // Then
    assertThat(options.seconds()).isEqualTo(5);
    assertThat(options.measurements()).containsExactly(Measurement.STORE, Measurement.QUERY);
  }

  @Test
  void addsTheSoakToWhatIsNamed() throws UsageException {
    assertThat(Options.parse(List.of("--heap-soak", "--only", "store")).measurements())
        .containsExactly(Measurement.STORE, Measurement.SOAK);
  }

  @ParameterizedTest
  @CsvSource({
    "--quick, --quick",
    "--seconds, needs a value",
    "--seconds 0, from 3 to 60",
    "--seconds 99999999999, from 3 to 60",
    "--seconds ten, but is ten",
    "--only --heap-soak, needs a value",
    "--only latest, 'store, query, ingest, soak'",
  })
  void saysWhatIsWrong(String line, String message) {
    assertThatThrownBy(() -> Options.parse(List.of(line.split(" "))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }
}
