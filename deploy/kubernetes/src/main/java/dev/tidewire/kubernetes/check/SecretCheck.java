package dev.tidewire.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidewire.kubernetes.Manifest;
import dev.tidewire.kubernetes.Rendering;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Secrets come by reference, and every one that is referred to is made: by an operator, or by the
 * user, whom the README tells.
 */
final class SecretCheck implements Check {
  private final PromisedSecrets promised;

  SecretCheck(PromisedSecrets promised) {
    this.promised = promised;
  }

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    Set<SecretKey> made = generated(rendering).collect(Collectors.toSet());
    made.addAll(promised.of(rendering.overlay()));
    Stream<Finding> written =
        rendering.ofKind("Secret").map(it -> new Finding(it.id(), "is written down"));
    Stream<Finding> missing =
        rendering.manifests().stream()
            .flatMap(
                manifest ->
                    references(manifest)
                        .filter(key -> !made.contains(key))
                        .map(key -> new Finding(manifest.id(), "nobody makes the secret " + key)));
    return Stream.concat(written, missing);
  }

  /** What the user has to make. */
  static Set<SecretKey> wanted(Rendering rendering) {
    Set<SecretKey> wanted = new TreeSet<>();
    rendering.manifests().stream().flatMap(SecretCheck::references).forEach(wanted::add);
    generated(rendering).forEach(wanted::remove);
    return wanted;
  }

  private static Stream<SecretKey> references(Manifest manifest) {
    JsonNode tree = manifest.tree();
    Stream<JsonNode> withKey =
        Stream.of(
                Fields.named("secretKeyRef", tree),
                Fields.named("secretTargetRef", tree).flatMap(Manifest::items),
                Fields.named("s3Credentials", tree).flatMap(Manifest::items))
            .flatMap(references -> references);
    return Stream.of(
            withKey.map(it -> key(it.path("name"), it.path("key"))),
            Fields.named("secret", tree).flatMap(SecretCheck::ofVolume),
            // CloudNativePG wants a secret of the type basic-auth.
            Fields.named("passwordSecret", tree)
                .flatMap(it -> keys(it.path("name").asText(), "username", "password")))
        .flatMap(keys -> keys);
  }

  private static Stream<SecretKey> ofVolume(JsonNode volume) {
    return Manifest.items(volume.path("items"))
        .map(item -> key(volume.path("secretName"), item.path("key")));
  }

  private static Stream<SecretKey> generated(Rendering rendering) {
    return Stream.of(
            rendering.ofKind("Kafka").flatMap(it -> keys(it.name() + "-cluster-ca-cert", "ca.crt")),
            rendering
                .ofKind("KafkaUser")
                .flatMap(it -> keys(it.name(), "password", "sasl.jaas.config")),
            rendering
                .ofKind("Cluster")
                .flatMap(it -> keys(it.name() + "-app", "username", "password")),
            rendering.ofKind("Cluster").flatMap(it -> keys(it.name() + "-ca", "ca.crt")))
        .flatMap(keys -> keys);
  }

  private static SecretKey key(JsonNode secret, JsonNode key) {
    return new SecretKey(secret.asText(), key.asText());
  }

  private static Stream<SecretKey> keys(String secret, String... keys) {
    return Stream.of(keys).map(key -> new SecretKey(secret, key));
  }
}
