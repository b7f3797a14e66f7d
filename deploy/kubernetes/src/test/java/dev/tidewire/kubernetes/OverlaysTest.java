package dev.tidewire.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.kubernetes.check.Checks;
import dev.tidewire.kubernetes.check.PromisedSecrets;
import dev.tidewire.kubernetes.kustomize.Kustomize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlaysTest {
  @ParameterizedTest
  @ValueSource(strings = {"dev", "production", "external"})
  void overlay_isSound(String overlay) throws IOException {
    // Given
    Rendering rendering = Kustomize.render(Path.of("overlays", overlay));
    Checks checks = new Checks(new PromisedSecrets(Files.readString(Path.of("README.md"))));

    // Then
    assertThat(checks.findings(rendering)).isEmpty();
  }
}
