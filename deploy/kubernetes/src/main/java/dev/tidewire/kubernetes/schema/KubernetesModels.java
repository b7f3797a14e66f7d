package dev.tidewire.kubernetes.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonParseException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Kubernetes' own kinds, by the models of its Java client, which refuse fields that they lack. */
record KubernetesModels(Class<?> model) implements Schema {
  static Map<String, Schema> all() {
    return Map.of(
            "v1/Namespace", V1Namespace.class,
            "v1/Service", V1Service.class,
            "v1/ServiceAccount", V1ServiceAccount.class,
            "v1/ConfigMap", V1ConfigMap.class,
            "v1/Secret", V1Secret.class,
            "apps/v1/Deployment", V1Deployment.class,
            "apps/v1/StatefulSet", V1StatefulSet.class,
            "batch/v1/Job", V1Job.class,
            "policy/v1/PodDisruptionBudget", V1PodDisruptionBudget.class,
            "networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy.class)
        .entrySet()
        .stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> new KubernetesModels(entry.getValue())));
  }

  @Override
  public List<String> faults(JsonNode object) {
    try {
      Object understood = JSON.getGson().fromJson(object.toString(), model);
      return Loss.between(object, new ObjectMapper().readTree(JSON.getGson().toJson(understood)));
    } catch (IllegalArgumentException | JsonParseException e) {
      // The whole object follows.
      return List.of(String.valueOf(e.getMessage()).replaceFirst(" JSON: .*", ""));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
