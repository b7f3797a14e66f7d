package dev.tidewire.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidewire.contract.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What can be referred to, as "ConfigMap name/key", "Service name:port" and the like. */
final class Provided {
  /** A row of the README's table: a secret, its keys, the overlays that need it. */
  private static final Pattern SECRET =
      Pattern.compile("^\\| `([a-z-]+)` \\| (`[^|]+`) \\| (`[^|]+`) \\|", Pattern.MULTILINE);

  private Provided() {}

  /** What the objects of an overlay provide, and what the contract and the operators do. */
  static Set<String> by(Overlay overlay) {
    Set<String> names = new HashSet<>();
    Stream.of(Topics.values()).forEach(topic -> names.add("topic " + topic.topicName()));
    Service processing = Service.named("processing").orElseThrow();
    processing.consumerGroups().forEach(group -> names.add("group " + group));
    for (Manifest manifest : overlay.manifests()) {
      String name = manifest.name();
      names.add(manifest.kind() + " " + name);
      switch (manifest.kind()) {
        case "ConfigMap" ->
            manifest
                .at("/data")
                .fieldNames()
                .forEachRemaining(key -> names.add("ConfigMap " + name + "/" + key));
        case "Service" -> ports(name, manifest.all("/spec/ports/*/port"), names);
        case "Kafka" -> {
          ports(name + "-kafka-bootstrap", manifest.all("/spec/kafka/listeners/*/port"), names);
          names.add("secret " + name + "-cluster-ca-cert/ca.crt");
        }
        case "KafkaUser" -> {
          names.add("secret " + name + "/password");
          names.add("secret " + name + "/sasl.jaas.config");
        }
        case "Cluster" -> {
          List.of("-rw", "-ro", "-r").forEach(end -> names.add("Service " + name + end + ":5432"));
          List.of("-app/username", "-app/password", "-ca/ca.crt")
              .forEach(key -> names.add("secret " + name + key));
        }
        case "Certificate" ->
            List.of("/tls.crt", "/tls.key", "/ca.crt")
                .forEach(key -> names.add("secret " + manifest.text("/spec/secretName") + key));
        case "Pooler" -> names.add("Service " + name + ":5432");
        default -> {
          volumes(manifest, manifest.all("/spec/template/spec/volumes/*/name"), names);
          volumes(manifest, manifest.all("/spec/volumeClaimTemplates/*/metadata/name"), names);
        }
      }
    }
    return names;
  }

  private static void ports(String service, List<JsonNode> ports, Set<String> names) {
    ports.forEach(port -> names.add("Service " + service + ":" + port.asText()));
  }

  private static void volumes(Manifest workload, List<JsonNode> volumes, Set<String> names) {
    volumes.forEach(it -> names.add("volume " + it.asText() + " in " + workload.id()));
  }

  /** The secrets that the README asks its reader to make for an overlay. */
  static Set<String> byReader(String overlay) {
    Set<String> secrets = new HashSet<>();
    SECRET
        .matcher(Readme.text())
        .results()
        .filter(row -> row.group(3).contains("`" + overlay + "`"))
        .forEach(
            row -> {
              for (String key : row.group(2).replace("`", "").split(", ")) {
                secrets.add("secret " + row.group(1) + "/" + key);
              }
            });
    return secrets;
  }
}
