package dev.tidewire.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands of the README apply, one after the other. */
class UpgradeTest {
  private static final String SERVICES =
      "Deployment/tidewire-processing, Deployment/tidewire-query, Deployment/tidewire-ingest";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "dev; Upgrade; Job/tidewire-migration, " + SERVICES,
        "production; Upgrade; Job/tidewire-migration, " + SERVICES,
        "external; Upgrade; Job/tidewire-migration, " + SERVICES,
        "production; Roll back; Deployment/tidewire-ingest, Deployment/tidewire-processing",
        "external; Roll back; Deployment/tidewire-ingest, Deployment/tidewire-processing"
      })
  void commands_applyReadersBeforeWritersAndEachWithWhatItNeeds(
      String name, String section, String order) throws Exception {
    // Given
    Overlay overlay = Overlay.render(name);
    Set<Manifest> applied = new LinkedHashSet<>();
    List<String> workloads = new ArrayList<>();

    // When
    for (String selector : Readme.applied(section)) {
      overlay.manifests().stream().filter(it -> takes(selector, it)).forEach(applied::add);

      // Then
      assertThat(missing(applied, overlay)).as("with " + selector).isEmpty();
      applied.stream()
          .filter(Manifest::isWorkload)
          .map(Manifest::id)
          .sorted(Comparator.comparing(SERVICES::indexOf))
          .filter(id -> !workloads.contains(id))
          .forEach(workloads::add);
    }
    assertThat(workloads).containsSubsequence(order.split(", "));
    assertThat(applied).containsExactlyInAnyOrderElementsOf(overlay.manifests());
  }

  private static List<String> missing(Set<Manifest> applied, Overlay overlay) {
    Set<String> needs = new LinkedHashSet<>();
    applied.stream().filter(Manifest::isWorkload).forEach(it -> needs.addAll(Jobs.needs(it)));
    return overlay.manifests().stream()
        .filter(it -> needs.contains(it.kind() + " " + it.name()) && !applied.contains(it))
        .map(Manifest::id)
        .toList();
  }

  /** As kubectl reads a selector of one label. */
  private static boolean takes(String selector, Manifest manifest) {
    if (selector.isEmpty()) {
      return true;
    }
    String[] words = selector.split("!=| notin |=");
    assertThat(words[0]).isEqualTo("app.kubernetes.io/name");
    boolean listed = List.of(words[1].replaceAll("[() ]", "").split(",")).contains(manifest.part());
    return listed == !(selector.contains("!=") || selector.contains(" notin "));
  }
}
