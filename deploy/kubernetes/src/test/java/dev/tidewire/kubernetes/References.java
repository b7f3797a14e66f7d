package dev.tidewire.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What is referred to by name is there: objects, with the key or port that is asked for, volumes,
 * topics, groups, Services at addresses, and secrets, of which the README promises no others.
 */
final class References {
  /** What is referred to, by the fields that do so. */
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "ConfigMap",
              List.of("configMapRef", "configMapKeyRef", "configMap", "configMapTargetRef"),
          "PersistentVolumeClaim", List.of("claimName"),
          "Deployment", List.of("scaleTargetRef"),
          "TriggerAuthentication", List.of("authenticationRef"),
          "Service", List.of("backendRefs"),
          "secret", List.of("secretKeyRef", "accessKeyId", "secretAccessKey", "secretTargetRef"),
          "topic", List.of("topic"),
          "group", List.of("consumerGroup"));

  /** Names with dots are outside the cluster, but for those that end in {@code .svc}. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:^|//|,)(?!localhost\\b)([a-z0-9-]+)(?:\\.[a-z0-9-]+\\.svc)?(:[0-9]+)(?=$|[/,?])");

  private References() {}

  static void check(Overlay overlay, Faults faults) {
    overlay.ofKind("Secret").forEach(it -> faults.add(it.id(), "is written down"));
    Set<String> promised = Provided.byReader(overlay.name());
    Set<String> provided = Provided.by(overlay);
    Set<String> needless = new TreeSet<>(promised);
    for (Manifest manifest : overlay.manifests()) {
      for (String name : in(manifest)) {
        boolean there = provided.contains(name) || promised.contains(name);
        faults.unless(there, manifest.id(), "there is no %s", name);
        needless.remove(name);
      }
    }
    needless.forEach(secret -> faults.add("README", "nobody needs the %s", secret));
  }

  private static List<String> in(Manifest manifest) {
    List<String> names = new ArrayList<>(addresses(manifest));
    FIELDS.forEach(
        (what, fields) ->
            fields.stream()
                .flatMap(manifest::fields)
                .forEach(reference -> names.add(name(what, reference))));
    for (JsonNode volume : manifest.fields("secret").toList()) {
      String secret = "secret " + volume.path("secretName").asText();
      volume.path("items").forEach(item -> names.add(secret + "/" + item.path("key").asText()));
    }
    // CloudNativePG wants a secret of the type basic-auth.
    for (JsonNode login : manifest.fields("passwordSecret").toList()) {
      names.add(name("secret", login) + "/username");
      names.add(name("secret", login) + "/password");
    }
    for (JsonNode resource : manifest.all("/spec/authorization/acls/*/resource")) {
      names.add(name(resource.path("type").asText(), resource));
    }
    if (manifest.isWorkload()) {
      JsonNode pod = manifest.at("/spec/template/spec");
      names.add("ServiceAccount " + pod.path("serviceAccountName").asText());
      manifest
          .fields("volumeMounts")
          .forEach(mount -> names.add(name("volume", mount) + " in " + manifest.id()));
    }
    if (manifest.kind().equals("KafkaTopic")) {
      names.add("topic " + manifest.name());
    }
    if (manifest.kind().equals("StatefulSet")) {
      names.add("Service " + manifest.text("/spec/serviceName"));
    }
    return names;
  }

  private static String name(String what, JsonNode reference) {
    if (!reference.isObject()) {
      return what + " " + reference.asText();
    }
    String key = reference.has("key") ? "/" + reference.path("key").asText() : "";
    String port = reference.has("port") ? ":" + reference.path("port").asText() : "";
    return what + " " + reference.path("name").asText() + key + port;
  }

  private static List<String> addresses(Manifest manifest) {
    List<String> values = new ArrayList<>(Manifest.texts(manifest.at("/data")).values());
    manifest
        .all("/spec/template/spec/containers/*/env/*/value")
        .forEach(value -> values.add(value.asText()));
    return values.stream()
        .flatMap(value -> ADDRESS.matcher(value).results())
        .map(address -> "Service " + address.group(1) + address.group(2))
        .toList();
  }
}
