package dev.tidewire.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tidewire.local.kafka.KafkaGrant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

  @Test
  void usersOfKafka_mayDoWhatTheListOfGrantsSays() {
    // Given
    Set<String> users = KafkaGrant.all().stream().map(KafkaGrant::user).collect(Collectors.toSet());

    // When
    List<String> given =
        RENDERED.get("production").ofKind("KafkaUser").stream()
            .filter(user -> users.contains(user.name()))
            .flatMap(
                user ->
                    user.all("/spec/authorization/acls/*").stream()
                        .map(acl -> user.name() + " " + grant(acl)))
            .toList();

    // Then
    assertThat(given)
        .containsExactlyInAnyOrderElementsOf(
            KafkaGrant.all().stream()
                .map(
                    grant ->
                        "%s %s %s %s"
                            .formatted(
                                grant.user(),
                                grant.kind(),
                                grant.name(),
                                new TreeSet<>(
                                    grant.operations().stream().map(Enum::name).toList())))
                .toList());
  }

  private static String grant(JsonNode acl) {
    Set<String> operations = new TreeSet<>();
    acl.path("operations").forEach(one -> operations.add(one.asText().toUpperCase(Locale.ROOT)));
    JsonNode resource = acl.path("resource");
    return "%s %s %s"
        .formatted(
            resource.path("type").asText().toUpperCase(Locale.ROOT),
            resource.path("name").asText(),
            operations);
  }

  @Test
  void databaseOfProduction_hasTheRolesOfTheContract() throws IOException {
    // Given
    String script = Files.readString(Path.of("../../contract/src/main/resources/db/roles.sql"));

    // When
    Manifest cluster = RENDERED.get("production").ofKind("Cluster").get(0);
    String first = cluster.all("/spec/bootstrap/initdb/postInitApplicationSQL/*").get(0).asText();

    // Then
    assertThat(first.strip()).isEqualTo(script.substring(script.indexOf("DO $$")).strip());
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
