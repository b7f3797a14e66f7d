package dev.tidewire.e2e.secure;

import dev.tidewire.contract.Topics;
import dev.tidewire.local.StackSecurity;
import dev.tidewire.local.kafka.KafkaSecurity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/** The broker of the secure stack, for its administrator and as its users see it. */
final class Kafka implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int ITERATIONS = 4_096;

  private final String address;
  private final KafkaSecurity security;
  private final Admin admin;
  private final List<AclBinding> revoked = new ArrayList<>();

  Kafka(SecureStack stack) throws IOException {
    address = stack.kafka();
    security =
        StackSecurity.in(stack.data().resolve("tls"), stack.data().resolve("secrets")).kafka();
    admin = Admin.create(client(security.client()));
  }

  private Map<String, Object> client(Map<String, Object> credentials) {
    Map<String, Object> all = new HashMap<>(credentials);
    all.put("bootstrap.servers", address);
    all.put("request.timeout.ms", TIMEOUT_MILLIS);
    all.put("default.api.timeout.ms", TIMEOUT_MILLIS);
    return all;
  }

  private Admin of(String user, String password) {
    Map<String, Object> credentials = new HashMap<>(security.client());
    credentials.put("sasl.mechanism", "SCRAM-SHA-512");
    credentials.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password));
    return Admin.create(client(credentials));
  }

  private String password(String user) {
    return Objects.requireNonNull(security.users().get(user));
  }

  /** The end of a topic's first partition, as a user sees it. */
  long end(String user, Topics topic) throws Exception {
    return end(user, password(user), topic);
  }

  long end(String user, String password, Topics topic) throws Exception {
    TopicPartition first = new TopicPartition(topic.topicName(), 0);
    try (Admin client = of(user, password)) {
      return client
          .listOffsets(Map.of(first, OffsetSpec.latest()))
          .partitionResult(first)
          .get()
          .offset();
    }
  }

  /** Makes a topic as a user. */
  void create(String user, String topic) throws Exception {
    try (Admin client = of(user, password(user))) {
      client.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  /** Takes everything that a user may do with a topic. */
  void revoke(String user, Topics topic) throws Exception {
    revoked.addAll(
        admin
            .deleteAcls(
                List.of(
                    new AclBindingFilter(
                        new ResourcePatternFilter(
                            ResourceType.TOPIC, topic.topicName(), PatternType.LITERAL),
                        new AccessControlEntryFilter(
                            "User:" + user, null, AclOperation.ANY, AclPermissionType.ANY))))
            .all()
            .get());
  }

  /** Gives back what was taken. */
  void grant(String user, Topics topic) throws Exception {
    List<AclBinding> back =
        revoked.stream()
            .filter(one -> one.entry().principal().equals("User:" + user))
            .filter(one -> one.pattern().name().equals(topic.topicName()))
            .toList();
    admin.createAcls(back).all().get();
    revoked.removeAll(back);
  }

  /** Gives all services' users another password. */
  void changePasswords() throws Exception {
    admin
        .alterUserScramCredentials(
            security.users().keySet().stream()
                .<UserScramCredentialAlteration>map(
                    user ->
                        new UserScramCredentialUpsertion(
                            user,
                            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                            "another"))
                .toList())
        .all()
        .get();
  }

  @Override
  public void close() {
    admin.close();
  }
}
