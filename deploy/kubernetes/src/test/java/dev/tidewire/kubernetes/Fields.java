package dev.tidewire.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.JsonParseException;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.kubernetes.client.openapi.JSON;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Objects have the fields of their kind and no others, by the Java models that are published for
 * it, and where there are none by a schema of ours; and they keep to our rules.
 */
final class Fields {
  private static final Set<String> KUBERNETES =
      Set.of(
          "v1/Namespace",
          "v1/Service",
          "v1/ServiceAccount",
          "v1/ConfigMap",
          "v1/Secret",
          "apps/v1/Deployment",
          "apps/v1/StatefulSet",
          "batch/v1/Job",
          "policy/v1/PodDisruptionBudget",
          "networking.k8s.io/v1/NetworkPolicy");

  private static final Map<String, Class<?>> OPERATORS =
      Map.of(
          "kafka.strimzi.io/v1/Kafka", Kafka.class,
          "kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class,
          "kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class,
          "kafka.strimzi.io/v1/KafkaUser", KafkaUser.class,
          "gateway.networking.k8s.io/v1/BackendTLSPolicy", BackendTLSPolicy.class,
          "gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class,
          "monitoring.coreos.com/v1/PodMonitor", PodMonitor.class,
          "monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class);

  /** Ours, by their names: those of kinds for which no Java model is published, and the rules. */
  private static final Map<String, JsonSchema> SCHEMAS = new HashMap<>();

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                /** Takes from models the place where they would keep unknown fields. */
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              })
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Fields() {}

  static void check(Overlay overlay, Faults faults) {
    for (Manifest manifest : overlay.manifests()) {
      faults(manifest).forEach(fault -> faults.add(manifest.id(), "%s", fault));
      bySchema("rules", manifest).forEach(fault -> faults.add(manifest.id(), "%s", fault));
    }
  }

  private static List<String> faults(Manifest manifest) {
    String type = manifest.text("/apiVersion") + "/" + manifest.kind();
    try {
      if (KUBERNETES.contains(type)) {
        return lost(manifest.tree(), byKubernetes(manifest));
      }
      if (OPERATORS.containsKey(type)) {
        Object understood = MAPPER.treeToValue(manifest.tree(), OPERATORS.get(type));
        return lost(manifest.tree(), MAPPER.valueToTree(understood));
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    } catch (JsonProcessingException | IllegalArgumentException | JsonParseException e) {
      // The whole object follows.
      return List.of(String.valueOf(e.getMessage()).replaceFirst("( JSON)?: \\{.*", ""));
    }
    return file(manifest.kind()).exists()
        ? bySchema(manifest.kind(), manifest)
        : List.of("there is no schema for " + type);
  }

  private static List<String> bySchema(String name, Manifest manifest) {
    return SCHEMAS.computeIfAbsent(name, Fields::schema).validate(manifest.tree()).stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  private static File file(String name) {
    return new File("src/test/resources/schemas", name + ".yaml");
  }

  private static JsonSchema schema(String name) {
    try {
      JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);
      return schemas.getSchema(new YAMLMapper().readTree(file(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the model of Kubernetes' own client makes of it; it refuses what lacks a field. */
  private static JsonNode byKubernetes(Manifest manifest)
      throws ClassNotFoundException, JsonProcessingException {
    Class<?> model = Class.forName("io.kubernetes.client.openapi.models.V1" + manifest.kind());
    Object understood = JSON.getGson().fromJson(manifest.tree().toString(), model);
    return MAPPER.readTree(JSON.getGson().toJson(understood));
  }

  /**
   * What a model did not understand. Models are lenient: they take a number for a text, and leave
   * out what they do not know. What a model returns differently, the API server would refuse or
   * drop.
   */
  private static List<String> lost(JsonNode written, JsonNode understood) {
    Set<String> lost = new TreeSet<>();
    collect("", written, lost);
    Set<String> kept = new TreeSet<>();
    collect("", understood, kept);
    lost.removeAll(kept);
    return lost.stream().map(node -> node + ", is not known").toList();
  }

  private static void collect(String path, JsonNode node, Set<String> nodes) {
    nodes.add(path + ", a " + node.getNodeType().name().toLowerCase(Locale.ROOT));
    node.properties().forEach(it -> collect(path + "/" + it.getKey(), it.getValue(), nodes));
    for (int i = 0; i < node.size() && node.isArray(); i++) {
      collect(path + "/" + i, node.get(i), nodes);
    }
  }
}
