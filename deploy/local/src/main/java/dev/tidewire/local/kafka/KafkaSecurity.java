package dev.tidewire.local.kafka;

import dev.tidewire.local.tls.Identity;
import java.nio.file.Path;
import java.util.Map;

/**
 * TLS, users and access rules of a broker.
 *
 * @param authority the certificate that signs the broker's
 * @param identity the broker's certificate
 * @param administrator the password of the user {@value #ADMINISTRATOR}, who may do everything
 * @param users the services' users, each with its password
 */
public record KafkaSecurity(
    Path authority, Identity identity, String administrator, Map<String, String> users) {
  /** The user who makes topics, users and access rules. */
  public static final String ADMINISTRATOR = "admin";

  public KafkaSecurity {
    users = Map.copyOf(users);
  }

  @Override
  public String toString() {
    return "KafkaSecurity[" + identity + ", users " + users.keySet() + "]";
  }

  /** How the administrator connects. */
  public Map<String, Object> client() {
    return Map.of(
        "security.protocol", "SASL_SSL",
        "sasl.mechanism", "PLAIN",
        "sasl.jaas.config", login(),
        "ssl.truststore.type", "PEM",
        "ssl.truststore.location", authority.toString());
  }

  /** The administrator is known from this text alone, so a lost password can be replaced. */
  private String login() {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(ADMINISTRATOR, administrator);
  }

  /** The broker's settings. The controller's listener is for the broker alone, by certificate. */
  String settings() {
    String module =
        login().replace(";", " user_%s=\"%s\";".formatted(ADMINISTRATOR, administrator));
    return """
        ssl.keystore.type=PEM
        ssl.keystore.location=%1$s
        ssl.truststore.type=PEM
        ssl.truststore.location=%2$s
        ssl.enabled.protocols=TLSv1.3,TLSv1.2
        listener.name.controller.ssl.client.auth=required
        sasl.enabled.mechanisms=SCRAM-SHA-512,PLAIN
        sasl.mechanism.inter.broker.protocol=PLAIN
        inter.broker.listener.name=SASL_SSL
        listener.name.sasl_ssl.plain.sasl.jaas.config=%3$s
        listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
        authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
        allow.everyone.if.no.acl.found=false
        super.users=User:%4$s;User:CN=kafka
        """
        .formatted(identity.both(), authority, module, ADMINISTRATOR);
  }
}
