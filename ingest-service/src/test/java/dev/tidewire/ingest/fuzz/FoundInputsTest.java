package dev.tidewire.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs with which the fuzzer has found a fault once, and one of each grammar. */
class FoundInputsTest {
  @ParameterizedTest
  @MethodSource
  void inputs(Path input) {
    assertThatCode(() -> FuzzTarget.fuzzerTestOneInput(Files.readAllBytes(input)))
        .doesNotThrowAnyException();
  }

  static Stream<Path> inputs() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/fuzz"))) {
      return files.sorted().toList().stream();
    }
  }
}
