package dev.tidewire.kubernetes.check;

import dev.tidewire.kubernetes.Manifest;
import dev.tidewire.kubernetes.Rendering;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Addresses within the cluster lead to a Service that is there, or that an operator makes, on a
 * port that it has. Names with dots are addresses outside, but for those that end in {@code .svc}.
 */
final class AddressCheck implements Check {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:^|//|,)([a-z0-9-]+)(?:\\.[a-z0-9-]+\\.svc)?:([0-9]+)(?=$|[/,?])");
  private static final Set<String> THIS_POD = Set.of("localhost");

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    Set<String> addresses =
        Stream.concat(rendering.ofKind("Service").flatMap(AddressCheck::ofService), made(rendering))
            .collect(Collectors.toSet());
    return rendering.manifests().stream()
        .flatMap(
            manifest ->
                values(manifest)
                    .flatMap(AddressCheck::addresses)
                    .filter(address -> !addresses.contains(address))
                    .map(address -> new Finding(manifest.id(), "nothing is at " + address)));
  }

  private static Stream<String> values(Manifest manifest) {
    return Stream.concat(
        Manifest.texts(manifest.at("/data")).values().stream(),
        manifest
            .items("/spec/template/spec/containers")
            .flatMap(container -> Manifest.items(container.path("env")))
            .map(variable -> variable.path("value").asText()));
  }

  private static Stream<String> addresses(String value) {
    return ADDRESS
        .matcher(value)
        .results()
        .filter(match -> !THIS_POD.contains(match.group(1)))
        .map(match -> match.group(1) + ":" + match.group(2));
  }

  private static Stream<String> ofService(Manifest service) {
    return service.items("/spec/ports").map(it -> service.name() + ":" + it.path("port").asText());
  }

  private static Stream<String> made(Rendering rendering) {
    Stream<String> kafka =
        rendering
            .ofKind("Kafka")
            .flatMap(
                it ->
                    it.items("/spec/kafka/listeners")
                        .map(l -> it.name() + "-kafka-bootstrap:" + l.path("port").asText()));
    Stream<String> postgres =
        rendering
            .ofKind("Cluster")
            .flatMap(it -> Stream.of("-rw", "-ro", "-r").map(end -> it.name() + end + ":5432"));
    Stream<String> pooler = rendering.ofKind("Pooler").map(it -> it.name() + ":5432");
    return Stream.of(kafka, postgres, pooler).flatMap(addresses -> addresses);
  }
}
