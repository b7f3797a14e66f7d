package dev.tidewire.kubernetes.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidewire.kubernetes.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RendererTest {
  @ParameterizedTest
  @ValueSource(strings = {"dev", "production", "external"})
  void overlay_isRenderedAsKubectlDoes(String overlay) {
    // Given
    assumeTrue(Kubectl.isPresent(), "there is no kubectl to compare with");
    Path folder = Path.of("overlays", overlay);

    // When
    var expected = byId(Kubectl.render(folder));
    var rendered = byId(new Renderer().render(folder));

    // Then
    assertThat(rendered).containsOnlyKeys(expected.keySet());
    assertThat(rendered)
        .allSatisfy((id, object) -> assertThat(object).as(id).isEqualTo(expected.get(id)));
  }

  private static Map<String, Manifest> byId(List<Manifest> manifests) {
    return manifests.stream().collect(Collectors.toMap(Manifest::id, Function.identity()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "namePrefix: blue-",
        "resources: [../other]",
        "patches: [{target: {kind: Job}, patch: '[]'}]",
        "images: [{name: a, digest: 'sha256:1'}]",
        "labels: [{pairs: {a: b}, includeSelectors: true}]",
        "configMapGenerator: [{name: a, behavior: replace}]",
      })
  void whatItDoesNotKnow_isRefused(String line, @TempDir Path folder) throws IOException {
    // Given
    Files.writeString(folder.resolve("pod.yaml"), "kind: Pod\nmetadata: {name: a}\n");
    String all = line.startsWith("resources") ? line : "resources: [pod.yaml]\n" + line;
    Files.writeString(folder.resolve("kustomization.yaml"), all);

    // Then
    assertThatThrownBy(() -> new Renderer().render(folder))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void keyThatIsThereTwice_isRefused(@TempDir Path folder) throws IOException {
    // Given
    Files.writeString(folder.resolve("kustomization.yaml"), "kind: Component\nkind: Component\n");

    // Then
    assertThatThrownBy(() -> new Renderer().render(folder))
        .rootCause()
        .hasMessageContaining("Duplicate field 'kind'");
  }
}
