package dev.tidewire.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapBoundTest {
  @ParameterizedTest
  @CsvSource({
    "java -Xmx128m -jar quarkus-run.jar, 128",
    "java -Xmx1G -jar quarkus-run.jar, 1024",
    "java -Xmx131072k, 128",
    "java -Xmx64m -XX:+UseSerialGC -Xmx256m Main, 256",
    "java -Xms128m -jar quarkus-run.jar, ",
    "postgres -D /data-Xmx5m, ",
  })
  void readsTheLastBound(String commandLine, Long mebibytes) {
    assertThat(HeapBound.mebibytes(commandLine)).isEqualTo(Optional.ofNullable(mebibytes));
  }
}
