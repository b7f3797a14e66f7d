package dev.tidewire.local.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Makes the users of a broker and says what they may do, also if it was said before. */
final class AccessSetup {
  private static final int ITERATIONS = 4096;

  private AccessSetup() {}

  static void ensure(Admin admin, Map<String, String> users, List<KafkaGrant> grants)
      throws ExecutionException, InterruptedException {
    List<UserScramCredentialAlteration> alterations = new ArrayList<>();
    users.forEach(
        (user, password) ->
            alterations.add(
                new UserScramCredentialUpsertion(
                    user,
                    new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                    password)));
    admin.alterUserScramCredentials(alterations).all().get();
    admin
        .createAcls(grants.stream().flatMap(grant -> bindings(grant).stream()).toList())
        .all()
        .get();
  }

  private static List<AclBinding> bindings(KafkaGrant grant) {
    ResourcePattern resource =
        new ResourcePattern(
            ResourceType.valueOf(grant.kind().name()), grant.name(), PatternType.LITERAL);
    return grant.operations().stream()
        .map(
            operation ->
                new AclBinding(
                    resource,
                    new AccessControlEntry(
                        "User:" + grant.user(),
                        "*",
                        AclOperation.valueOf(operation.name()),
                        AclPermissionType.ALLOW)))
        .toList();
  }
}
