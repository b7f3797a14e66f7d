package dev.tidewire.kubernetes.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * The environment variables that Quarkus knows, from the documentation within the extensions that
 * the services use.
 *
 * @param runTime those that are heard
 * @param buildTime those that are not: what they set is fixed when the service is built
 */
public record QuarkusVariables(Set<String> runTime, Set<String> buildTime) {
  private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";

  public static QuarkusVariables load() {
    QuarkusVariables variables = new QuarkusVariables(new HashSet<>(), new HashSet<>());
    try {
      ClassLoader classes = QuarkusVariables.class.getClassLoader();
      for (URL url : Collections.list(classes.getResources(MODEL))) {
        variables.collect(new ObjectMapper().readTree(url));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return variables;
  }

  private void collect(JsonNode node) {
    String variable = node.path("path").path("environmentVariable").asText();
    if (!variable.isEmpty()) {
      (node.path("phase").asText().equals("RUN_TIME") ? runTime : buildTime).add(variable);
    }
    node.forEach(this::collect);
  }
}
