package dev.tidewire.kubernetes.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tidewire.kubernetes.Rendering;
import dev.tidewire.kubernetes.kustomize.Kustomize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A mistake of each kind, from {@code planted-mistakes.yaml}, is found, and nothing but it. */
class PlantedMistakesTest {
  private static Map<String, Rendering> sound;
  private static Checks checks;

  @BeforeAll
  static void render() throws IOException {
    sound =
        Stream.of("dev", "production", "external")
            .collect(
                Collectors.toMap(
                    Function.identity(), name -> Kustomize.render(Path.of("overlays", name))));
    checks = new Checks(new PromisedSecrets(Files.readString(Path.of("README.md"))));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistake_isFound(Mistake mistake) {
    // When
    var findings = checks.findings(mistake.plantedIn(sound.get(mistake.overlay())));

    // Then
    assertThat(findings)
        .extracting(PlantedMistakesTest::withoutDigest)
        .containsExactlyElementsOf(mistake.finds());
  }

  static Stream<Mistake> mistakes() throws IOException {
    try (var in = PlantedMistakesTest.class.getResourceAsStream("/planted-mistakes.yaml")) {
      return new YAMLMapper()
          .readValue(in, new TypeReference<Map<String, List<Mistake>>>() {}).values().stream()
              .flatMap(List::stream);
    }
  }

  private static String withoutDigest(Finding finding) {
    return finding.toString().replaceFirst("^(ConfigMap/.*)-\\w{10}:", "$1:");
  }
}
