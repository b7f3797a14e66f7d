package dev.tidewire.e2e.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoleTest {
  @ParameterizedTest
  @CsvSource({
    "io.netty, netty-codec, 4.1.135.Final, true",
    "io.netty, netty-codec, 4.1.136.Final, false",
    "io.netty, netty-codec, 4.2.0.Final, false",
    "io.netty, netty-codec, 4.1.99.Final, true",
    "com.github.luben, zstd-jni, 1.5.6-10, true",
    "com.github.luben, zstd-jni, 1.5.7-13, true",
    "com.github.luben, zstd-jni, 1.5.7-28, false",
    "com.github.luben, zstd-jni, 1.5.7, true",
    "org.postgresql, postgresql, 42.7.10, true",
    "org.postgresql, postgresql, 42.7.14, false",
    "com.fasterxml.jackson.core, jackson-annotations, 2.21, false",
  })
  void versionBeforeTheOneThatClosesIt_hasIt(
      String group, String name, String version, boolean hasIt) {
    // Given
    Component component = new Component(group, name, version, "lib/a.jar", "", List.of());

    // Then
    assertThat(Hole.CLOSED.stream().anyMatch(hole -> hole.isIn(component))).isEqualTo(hasIt);
  }
}
