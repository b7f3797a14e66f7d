package dev.tidewire.kubernetes;

import dev.tidewire.contract.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Every topic is made as the contract has it; settings beyond those are up to the operator. */
final class TopicSettings {
  private static final Pattern SCRIPT_SETTING = Pattern.compile("--config (\\S+)=(\\S+)");

  private TopicSettings() {}

  static void check(Overlay overlay, Faults faults) {
    for (Topics topic : Topics.values()) {
      overlay.find("KafkaTopic", topic.topicName()).ifPresent(it -> ofTopic(it, topic, faults));
      overlay.find("ConfigMap/tidewire-topics").ifPresent(it -> ofScript(it, topic, faults));
    }
  }

  private static void ofTopic(Manifest made, Topics topic, Faults faults) {
    boolean partitions = made.at("/spec/partitions").asInt() == topic.partitions();
    compare(made, topic, partitions, Manifest.texts(made.at("/spec/config")), faults);
  }

  /** The script makes them one after the other, each by a line that begins with its name. */
  private static void ofScript(Manifest map, Topics topic, Faults faults) {
    String script = map.text("/data/topics.sh");
    String[] before = script.split("create " + Pattern.quote(topic.topicName()), 2);
    String line = before.length == 2 ? before[1].split("create ", 2)[0] : "";
    boolean partitions = (line + " ").contains("--partitions " + topic.partitions() + " ");
    Map<String, String> settings = new HashMap<>();
    SCRIPT_SETTING.matcher(line).results().forEach(it -> settings.put(it.group(1), it.group(2)));
    compare(map, topic, partitions, settings, faults);
  }

  private static void compare(
      Manifest from, Topics topic, boolean right, Map<String, String> settings, Faults faults) {
    boolean same = right && settings.entrySet().containsAll(topic.settings().entrySet());
    faults.unless(same, from.id(), "%s is not as in the contract", topic.topicName());
  }
}
