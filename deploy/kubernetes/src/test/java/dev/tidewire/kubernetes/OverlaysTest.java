package dev.tidewire.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class OverlaysTest {
  private static final List<BiConsumer<Overlay, Faults>> CHECKS =
      List.of(
          Fields::check,
          Selectors::check,
          Containers::check,
          Jobs::check,
          Monitoring::check,
          Sizes::check,
          References::check,
          Scaling::check,
          TopicSettings::check,
          Routes::check);

  private static final List<String> OVERLAYS = List.of("dev", "production", "external");
  private static final Map<String, Overlay> RENDERED = new HashMap<>();

  @BeforeEach
  void render() throws Exception {
    for (String name : RENDERED.isEmpty() ? OVERLAYS : List.<String>of()) {
      RENDERED.put(name, Overlay.render(name));
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void overlay_isSound(String overlay) {
    assertThat(faults(RENDERED.get(overlay))).isEmpty();
  }

  /** A mistake of each kind is found, and nothing but it. */
  @ParameterizedTest
  @MethodSource("plantedMistakes")
  void plantedMistake_isFound(Mistake mistake) {
    // When
    List<String> faults = faults(mistake.plantedIn(RENDERED.get(mistake.overlay())));

    // Then
    assertThat(faults).containsExactlyElementsOf(mistake.finds());
  }

  static Stream<Mistake> plantedMistakes() throws IOException {
    return new YAMLMapper()
            .readValue(
                Path.of("src/test/resources/planted-mistakes.yaml").toFile(),
                new TypeReference<Map<String, List<Mistake>>>() {})
            .values()
            .stream()
            .flatMap(List::stream);
  }

  private static List<String> faults(Overlay overlay) {
    Faults faults = new Faults();
    CHECKS.forEach(check -> check.accept(overlay, faults));
    return faults.found();
  }
}
