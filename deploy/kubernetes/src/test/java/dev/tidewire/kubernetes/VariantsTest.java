package dev.tidewire.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Overlays of one's own, on top of ours. */
class VariantsTest {
  private static final List<String> JOBS = List.of("Job/tidewire-migration", "Job/tidewire-topics");

  @Test
  void anotherVersion_isAnotherJob() throws Exception {
    // When
    Overlay variant =
        variant(
            "dev",
            "images: [{name: tidewire/processing, newTag: 0.2.0}, {name: apache/kafka, newTag: 4.1.2}]");

    // Then
    assertThat(names(variant)).doesNotContainAnyElementsOf(names(Overlay.render("dev")));
  }

  @Test
  void anotherDatabase_isAnotherMigration() throws Exception {
    // When
    Overlay variant =
        variant(
            "external",
            "configMapGenerator: [{name: tidewire-migration, behavior: merge, literals: [jdbc-url=x]}]");

    // Then
    assertThat(names(variant)).doesNotContainAnyElementsOf(names(Overlay.render("external")));
  }

  @Test
  void sameVersionAndSettings_isTheSameJob() throws Exception {
    // When
    Overlay variant = variant("dev", "commonAnnotations: {owner: ada}");

    // Then
    assertThat(names(variant)).isEqualTo(names(Overlay.render("dev")));
  }

  /** The README says that nothing else has to change. */
  @Test
  void anotherNamespace_changesEveryNameButOneAddress() throws Exception {
    // When
    Overlay variant = variant("production", "namespace: other");

    // Then
    assertThat(variant.manifests())
        .filteredOn(
            it -> it.tree().toString().matches(".*(namespace\":\"tidewire\"|tidewire\\.svc).*"))
        .extracting(Manifest::id)
        .containsExactly("ConfigMap/tidewire-kafka");
    assertThat(variant.find("Namespace/other")).isPresent();
  }

  @Test
  void exampleOfASite_isSoundOnTopOfTheRelease() throws Exception {
    // Given
    Path copy = Files.createDirectories(Path.of("target/site"));
    for (String file : List.of("kustomization.yaml", "secrets.yaml")) {
      String text = Files.readString(Path.of("examples/site").resolve(file));
      Files.writeString(
          copy.resolve(file),
          text.replaceFirst("https://\\S+//deploy/kubernetes(\\S+)\\?.*", "../..$1"));
    }

    // When
    Overlay site = Overlay.render("../target/site");
    Faults faults = new Faults();
    Fields.check(site, faults);
    Jobs.check(site, faults);

    // Then
    assertThat(faults.found()).isEmpty();
    assertThat(site.containers())
        .extracting(container -> container.tree().path("image").asText())
        .allMatch(image -> image.contains("@sha256:"));
    assertThat(site.ofKind("ServiceAccount")).allMatch(it -> it.tree().has("imagePullSecrets"));
    assertThat(secrets(site)).containsExactlyInAnyOrderElementsOf(Provided.byReader("production"));
  }

  private static Set<String> secrets(Overlay overlay) {
    Set<String> secrets = new HashSet<>();
    for (Manifest secret : overlay.ofKind("ExternalSecret")) {
      List<String> keys = new ArrayList<>();
      secret.at("/spec/target/template/data").fieldNames().forEachRemaining(keys::add);
      if (keys.isEmpty()) {
        secret.all("/spec/data/*/secretKey").forEach(key -> keys.add(key.asText()));
      }
      keys.forEach(key -> secrets.add("secret " + secret.name() + "/" + key));
    }
    return secrets;
  }

  private static List<String> names(Overlay overlay) {
    return JOBS.stream().flatMap(job -> overlay.find(job).stream()).map(Manifest::name).toList();
  }

  private static Overlay variant(String base, String change) throws Exception {
    Path folder = Files.createDirectories(Path.of("target/variant"));
    Files.writeString(
        folder.resolve("kustomization.yaml"),
        "resources: [../../overlays/" + base + "]\n" + change + "\n");
    return Overlay.render("../target/variant");
  }
}
