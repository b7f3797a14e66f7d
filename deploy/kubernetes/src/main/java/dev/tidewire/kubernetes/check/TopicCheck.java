package dev.tidewire.kubernetes.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidewire.contract.Topics;
import dev.tidewire.kubernetes.Manifest;
import dev.tidewire.kubernetes.Rendering;
import dev.tidewire.kubernetes.service.Service;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Topics are as the contract wants them, and whoever names a topic or group means one of ours. */
final class TopicCheck implements Check {
  private static final Pattern SCRIPT_SETTING = Pattern.compile("--config (\\S+)=(\\S+)");
  private static final Set<String> NAMES =
      Arrays.stream(Topics.values()).map(Topics::topicName).collect(Collectors.toSet());
  private static final Set<String> GROUPS =
      Service.named("processing").orElseThrow().consumerGroups();

  @Override
  public Stream<Finding> findings(Rendering rendering) {
    return Stream.of(
            rendering.ofKind("KafkaTopic").flatMap(TopicCheck::ofTopic),
            rendering.find("Job", "tidewire-topics").stream().flatMap(TopicCheck::ofScript),
            rendering.ofKind("KafkaUser").flatMap(TopicCheck::ofUser),
            rendering.ofKind("ScaledObject").flatMap(TopicCheck::ofScaledObject))
        .flatMap(findings -> findings);
  }

  private static Stream<Finding> ofTopic(Manifest manifest) {
    Optional<Topics> topic = topic(manifest.name());
    if (topic.isEmpty()) {
      return Stream.of(new Finding(manifest.id(), "is no topic of ours"));
    }
    return different(
        manifest,
        topic.get(),
        manifest.at("/spec/partitions").asInt(),
        Manifest.texts(manifest.at("/spec/config")));
  }

  /** The script makes them one after the other, each by a line that begins with its name. */
  private static Stream<Finding> ofScript(Manifest job) {
    String script = job.text("/spec/template/spec/containers/0/args/0");
    boolean partitions = script.contains("--partitions " + Topics.PARTITIONS);
    return Arrays.stream(Topics.values())
        .flatMap(
            topic -> {
              String[] before = script.split("create " + Pattern.quote(topic.topicName()), 2);
              String settings = before.length == 2 ? before[1].split("create ", 2)[0] : "";
              Map<String, String> config =
                  SCRIPT_SETTING
                      .matcher(settings)
                      .results()
                      .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2)));
              return different(job, topic, partitions ? Topics.PARTITIONS : 0, config);
            });
  }

  /** Settings beyond the contract's are the operator's affair. */
  private static Stream<Finding> different(
      Manifest manifest, Topics topic, int partitions, Map<String, String> settings) {
    return partitions == Topics.PARTITIONS
            && settings.entrySet().containsAll(topic.settings().entrySet())
        ? Stream.empty()
        : Stream.of(new Finding(manifest.id(), topic.topicName() + " is not as in the contract"));
  }

  private static Stream<Finding> ofUser(Manifest user) {
    return user.items("/spec/authorization/acls")
        .map(acl -> acl.path("resource"))
        .flatMap(it -> unknown(user, it.path("type").asText(), it.path("name")));
  }

  private static Stream<Finding> ofScaledObject(Manifest scaled) {
    return scaled
        .items("/spec/triggers")
        .filter(trigger -> trigger.path("type").asText().equals("kafka"))
        .map(trigger -> trigger.path("metadata"))
        .flatMap(
            it ->
                Stream.concat(
                    unknown(scaled, "topic", it.path("topic")),
                    unknown(scaled, "group", it.path("consumerGroup"))));
  }

  private static Stream<Finding> unknown(Manifest from, String type, JsonNode name) {
    return (type.equals("topic") ? NAMES : GROUPS).contains(name.asText())
        ? Stream.empty()
        : Stream.of(new Finding(from.id(), "names a %s %s".formatted(type, name.asText())));
  }

  private static Optional<Topics> topic(String name) {
    return Arrays.stream(Topics.values()).filter(it -> it.topicName().equals(name)).findFirst();
  }
}
