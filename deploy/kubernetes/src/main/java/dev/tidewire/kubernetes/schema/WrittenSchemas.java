package dev.tidewire.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Kinds for which no model is published for Java: JSON schemas that we wrote, with the fields that
 * we use and no others. A field that we begin to use has to be looked up and added.
 */
record WrittenSchemas(JsonSchema schema) implements Schema {
  static Map<String, Schema> all() {
    return Map.of(
        "postgresql.cnpg.io/v1/Cluster", of("cnpg-cluster"),
        "postgresql.cnpg.io/v1/Pooler", of("cnpg-pooler"),
        "postgresql.cnpg.io/v1/ScheduledBackup", of("cnpg-scheduledbackup"),
        "barmancloud.cnpg.io/v1/ObjectStore", of("cnpg-objectstore"),
        "keda.sh/v1alpha1/ScaledObject", of("keda-scaledobject"),
        "keda.sh/v1alpha1/TriggerAuthentication", of("keda-triggerauthentication"));
  }

  private static WrittenSchemas of(String name) {
    try (InputStream in =
        WrittenSchemas.class.getResourceAsStream("/schemas/" + name + ".schema.yaml")) {
      JsonNode schema = new YAMLMapper().readTree(in);
      return new WrittenSchemas(
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  @Override
  public List<String> faults(JsonNode object) {
    return schema.validate(object).stream().map(ValidationMessage::getMessage).toList();
  }
}
