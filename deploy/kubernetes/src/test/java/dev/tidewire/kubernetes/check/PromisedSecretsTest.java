package dev.tidewire.kubernetes.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.kubernetes.kustomize.Kustomize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromisedSecretsTest {
  @ParameterizedTest
  @ValueSource(strings = {"dev", "production", "external"})
  void readme_tellsOfEverySecretToMake_andOfNoOther(String overlay) throws IOException {
    // Given
    var wanted = SecretCheck.wanted(Kustomize.render(Path.of("overlays", overlay)));

    // When
    var promised = new PromisedSecrets(Files.readString(Path.of("README.md"))).of(overlay);

    // Then
    assertThat(promised).isEqualTo(wanted);
  }
}
