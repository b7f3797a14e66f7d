package dev.tidewire.kubernetes.check;

import static dev.tidewire.kubernetes.check.Mistake.add;
import static dev.tidewire.kubernetes.check.Mistake.leaveOut;
import static dev.tidewire.kubernetes.check.Mistake.remove;
import static dev.tidewire.kubernetes.check.Mistake.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewire.kubernetes.Rendering;
import dev.tidewire.kubernetes.kustomize.Kustomize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A mistake of each kind in a sound overlay: it is found, and nothing but it. */
class PlantedMistakesTest {
  private static final String POD = "/spec/template/spec";
  private static final String CONTAINER = POD + "/containers/0";
  private static final String INGEST = "Deployment/tidewire-ingest, container ingest: ";
  private static final String QUERY = "Deployment/tidewire-query, container query: ";

  private static Map<String, Rendering> sound;
  private static Checks checks;

  @BeforeAll
  static void render() throws IOException {
    sound =
        Stream.of("dev", "production", "external")
            .collect(
                Collectors.toMap(
                    Function.identity(), name -> Kustomize.render(Path.of("overlays", name))));
    checks = new Checks(new PromisedSecrets(Files.readString(Path.of("README.md"))));
  }

  @ParameterizedTest
  @MethodSource({
    "fields",
    "selectors",
    "ports",
    "probes",
    "variables",
    "references",
    "addresses",
    "security",
    "network",
    "images",
    "scaling",
    "shutdown",
    "topics",
    "routes"
  })
  void mistake_isFound(Mistake mistake) {
    // When
    var findings = checks.findings(mistake.plantedIn(sound.get(mistake.overlay())));

    // Then
    assertThat(findings)
        .extracting(PlantedMistakesTest::withoutDigest)
        .containsExactly(mistake.findings());
  }

  private static String withoutDigest(Finding finding) {
    return finding.toString().replaceFirst("^(ConfigMap/.*)-\\w{10}:", "$1:");
  }

  static Stream<Mistake> fields() {
    return Stream.of(
        set(
            "dev Deployment/tidewire-ingest",
            "/spec/replica",
            2,
            "Deployment/tidewire-ingest: The field `replica` in the JSON string is not defined in the"
                + " `V1DeploymentSpec` properties."),
        set(
            "dev Job/tidewire-migration",
            CONTAINER + "/env/0/value",
            true,
            "Job/tidewire-migration: "
                + CONTAINER
                + "/env/0/value must not be a boolean but a string"),
        set(
            "production Kafka/tidewire",
            "/spec/kafka/replica",
            3,
            "Kafka/tidewire: /spec/kafka/replica is not known"),
        set(
            "production HTTPRoute/tidewire",
            "/spec/hostname",
            "a",
            "HTTPRoute/tidewire: /spec/hostname is not known"),
        set(
            "production Cluster/tidewire-postgres",
            "/spec/instance",
            3,
            "Cluster/tidewire-postgres: $.spec: property 'instance' is not defined in the schema and"
                + " the schema does not allow additional properties"),
        add(
            "dev Pod/lonely",
            "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"lonely\"}}",
            "Pod/lonely: there is no schema for v1"));
  }

  static Stream<Mistake> selectors() {
    return Stream.of(
        set(
            "dev Service/tidewire-query",
            "/spec/selector/app.kubernetes.io~1name",
            "query",
            "Service/tidewire-query: selects no pod by"
                + " {\"matchLabels\":{\"app.kubernetes.io/name\":\"query\"}}"),
        set(
            "dev Deployment/tidewire-query",
            "/spec/selector/matchLabels/app.kubernetes.io~1name",
            "query",
            "Deployment/tidewire-query: does not select its own pods"),
        set(
            "production NetworkPolicy/tidewire-postgres-clients",
            "/spec/egress/0/to/0/podSelector/matchLabels/cnpg.io~1cluster",
            "tidewire",
            "NetworkPolicy/tidewire-postgres-clients: selects no pod by"
                + " {\"matchLabels\":{\"cnpg.io/cluster\":\"tidewire\"}}"));
  }

  static Stream<Mistake> ports() {
    return Stream.of(
        set(
            "dev Deployment/tidewire-ingest",
            CONTAINER + "/ports/0/containerPort",
            8080,
            INGEST + "the service listens on 8081"),
        set(
            "dev Deployment/tidewire-ingest",
            CONTAINER + "/livenessProbe/httpGet/port",
            "web",
            INGEST + "probes port web, which it has not"),
        set(
            "dev Service/tidewire-query",
            "/spec/ports/0/targetPort",
            "web",
            "Service/tidewire-query: port web is none of Deployment/tidewire-query"),
        set(
            "dev NetworkPolicy/tidewire-kafka",
            "/spec/ingress/0/ports/0/port",
            "http",
            "NetworkPolicy/tidewire-kafka: port http is none of StatefulSet/tidewire-kafka"),
        set(
            "production PodMonitor/tidewire",
            "/spec/podMetricsEndpoints/0/port",
            "web",
            "PodMonitor/tidewire: port web is none of Deployment/tidewire-ingest",
            "PodMonitor/tidewire: port web is none of Deployment/tidewire-processing",
            "PodMonitor/tidewire: port web is none of Deployment/tidewire-query"));
  }

  static Stream<Mistake> probes() {
    return Stream.of(
        set(
            "dev Deployment/tidewire-ingest",
            CONTAINER + "/livenessProbe/httpGet/path",
            "/q/health",
            INGEST + "its livenessProbe is not /q/health/live"),
        remove(
            "dev StatefulSet/tidewire-kafka",
            CONTAINER + "/readinessProbe",
            "StatefulSet/tidewire-kafka, container kafka: has no readinessProbe"));
  }

  static Stream<Mistake> variables() {
    return Stream.of(
        set(
            "dev Deployment/tidewire-query",
            CONTAINER + "/env/-",
            Map.of("name", "TIDEWIRE_QUERY_MAXSERIES", "value", "5"),
            QUERY + "TIDEWIRE_QUERY_MAXSERIES sets nothing"),
        set(
            "production ConfigMap/tidewire-kafka",
            "/data/KAFKA_SASL_MECHANISMS",
            "PLAIN",
            INGEST + "KAFKA_SASL_MECHANISMS sets nothing",
            "Deployment/tidewire-processing, container processing: KAFKA_SASL_MECHANISMS sets"
                + " nothing"),
        set(
            "dev Deployment/tidewire-query",
            CONTAINER + "/env/-",
            Map.of("name", "QUARKUS_DATASOURCE_DB_KIND", "value", "postgresql"),
            QUERY + "QUARKUS_DATASOURCE_DB_KIND sets what is fixed when the service is built"));
  }

  static Stream<Mistake> references() {
    return Stream.of(
        set(
            "dev Deployment/tidewire-ingest",
            CONTAINER + "/envFrom/0/configMapRef/name",
            "gone",
            "Deployment/tidewire-ingest: there is no ConfigMap gone"),
        set(
            "production TriggerAuthentication/tidewire-kafka",
            "/spec/configMapTargetRef/0/key",
            "user",
            "TriggerAuthentication/tidewire-kafka: there is no ConfigMap tidewire-keda with user"),
        set(
            "production Job/tidewire-migration",
            CONTAINER + "/env/2/valueFrom/secretKeyRef/key",
            "user",
            "Job/tidewire-migration: nobody makes the secret tidewire-postgres-app/user"),
        set(
            "production Cluster/tidewire-postgres",
            "/spec/managed/roles/0/passwordSecret/name",
            "gone",
            "Cluster/tidewire-postgres: nobody makes the secret gone/username",
            "Cluster/tidewire-postgres: nobody makes the secret gone/password"),
        add(
            "dev Secret/password",
            "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"metadata\": {\"name\": \"password\"}}",
            "Secret/password: is written down"),
        set(
            "dev Deployment/tidewire-ingest",
            POD + "/serviceAccountName",
            "gone",
            "Deployment/tidewire-ingest: there is no ServiceAccount gone"),
        set(
            "dev Deployment/tidewire-ingest",
            CONTAINER + "/volumeMounts/0/name",
            "gone",
            "Deployment/tidewire-ingest: mounts gone, which is no volume of it"),
        set(
            "dev Deployment/tidewire-ingest",
            POD + "/volumes/-",
            Map.of("name", "data", "persistentVolumeClaim", Map.of("claimName", "gone")),
            "Deployment/tidewire-ingest: there is no PersistentVolumeClaim gone"),
        set(
            "dev StatefulSet/tidewire-postgres",
            "/spec/serviceName",
            "gone",
            "StatefulSet/tidewire-postgres: there is no Service gone"),
        set(
            "production ScaledObject/tidewire-processing",
            "/spec/triggers/0/authenticationRef/name",
            "gone",
            "ScaledObject/tidewire-processing: there is no TriggerAuthentication gone"),
        set(
            "production HTTPRoute/tidewire",
            "/spec/rules/0/backendRefs/0/port",
            80,
            "HTTPRoute/tidewire: Service/tidewire-ingest has no port 80"));
  }

  static Stream<Mistake> addresses() {
    return Stream.of(
        set(
            "dev ConfigMap/tidewire-kafka",
            "/data/KAFKA_BOOTSTRAP_SERVERS",
            "kafka:9092",
            "ConfigMap/tidewire-kafka: nothing is at kafka:9092"),
        set(
            "production Deployment/tidewire-query",
            CONTAINER + "/env/0/value",
            "postgresql://tidewire-postgres-pooler:6432/tidewire",
            "Deployment/tidewire-query: nothing is at tidewire-postgres-pooler:6432"));
  }

  static Stream<Mistake> security() {
    return Stream.of(
        remove(
            "dev Namespace/tidewire",
            "/metadata/labels/pod-security.kubernetes.io~1enforce",
            "Namespace/tidewire: does not enforce restricted pods"),
        remove(
            "dev ServiceAccount/tidewire-ingest",
            "/automountServiceAccountToken",
            "ServiceAccount/tidewire-ingest: hands out its token"),
        remove(
            "dev Deployment/tidewire-ingest",
            POD + "/automountServiceAccountToken",
            "Deployment/tidewire-ingest: its pods hold a token of the cluster"),
        set(
            "dev Deployment/tidewire-ingest",
            POD + "/enableServiceLinks",
            true,
            "Deployment/tidewire-ingest: its pods get variables that nobody wrote, for every Service"),
        remove(
            "dev Deployment/tidewire-ingest",
            POD + "/securityContext/runAsNonRoot",
            "Deployment/tidewire-ingest: its pods may run as root"),
        set(
            "dev Deployment/tidewire-ingest",
            POD + "/securityContext/seccompProfile/type",
            "Unconfined",
            "Deployment/tidewire-ingest: its pods have no seccomp profile"),
        set(
            "dev Deployment/tidewire-ingest",
            POD + "/hostNetwork",
            true,
            "Deployment/tidewire-ingest: its pods share hostNetwork"),
        set(
            "dev Deployment/tidewire-ingest",
            POD + "/volumes/-",
            Map.of("name", "host", "hostPath", Map.of("path", "/")),
            "Deployment/tidewire-ingest: its volume host is of a kind that is not allowed"),
        remove(
            "dev Deployment/tidewire-ingest",
            CONTAINER + "/securityContext/capabilities/drop",
            INGEST + "keeps capabilities"),
        set(
            "dev Deployment/tidewire-ingest",
            CONTAINER + "/securityContext/capabilities/add",
            new String[] {"NET_ADMIN"},
            INGEST + "adds capabilities"),
        remove(
            "dev Deployment/tidewire-ingest",
            CONTAINER + "/securityContext/allowPrivilegeEscalation",
            INGEST + "may gain privileges"),
        set(
            "dev Deployment/tidewire-ingest",
            CONTAINER + "/securityContext/privileged",
            true,
            INGEST + "is privileged"),
        remove(
            "dev Deployment/tidewire-ingest",
            CONTAINER + "/securityContext/readOnlyRootFilesystem",
            INGEST + "may write into its image"));
  }

  static Stream<Mistake> network() {
    return Stream.of(
        leaveOut("external NetworkPolicy/default-deny", "NetworkPolicy: none denies all traffic"),
        remove(
            "dev Deployment/tidewire-ingest",
            "/spec/template/metadata/labels/tidewire.dev~1kafka-client",
            INGEST + "may not reach its server without tidewire.dev/kafka-client"));
  }

  static Stream<Mistake> images() {
    return Stream.of(
        set(
            "dev Deployment/tidewire-ingest",
            CONTAINER + "/image",
            "tidewire/ingest",
            INGEST + "the image tidewire/ingest has no version"),
        set(
            "dev Deployment/tidewire-ingest",
            CONTAINER + "/image",
            "localhost:5000/tidewire/ingest:latest",
            INGEST + "the image localhost:5000/tidewire/ingest:latest has no version"),
        remove(
            "dev Deployment/tidewire-ingest",
            CONTAINER + "/resources/limits/memory",
            INGEST + "its resources have no /limits/memory"),
        set(
            "dev Deployment/tidewire-ingest",
            CONTAINER + "/resources/requests/memory",
            "1Mi",
            INGEST + "requests less memory than it may take"));
  }

  static Stream<Mistake> scaling() {
    return Stream.of(
        set(
            "production ScaledObject/tidewire-query",
            "/spec/minReplicaCount",
            9,
            "ScaledObject/tidewire-query: has a minimum above its maximum"),
        set(
            "production Deployment/tidewire-query",
            "/spec/replicas",
            2,
            "Deployment/tidewire-query: sets replicas, and ScaledObject/tidewire-query does too"),
        set(
            "production ScaledObject/tidewire-processing",
            "/spec/maxReplicaCount",
            7,
            "ScaledObject/tidewire-processing: allows 14 consumers for 12 partitions"),
        set(
            "production Deployment/tidewire-processing",
            CONTAINER + "/env/-",
            Map.of("name", "TIDEWIRE_PROCESSING_CONCURRENCY", "value", "4"),
            "ScaledObject/tidewire-processing: allows 24 consumers for 12 partitions"),
        set(
            "production PodDisruptionBudget/tidewire-query",
            "/spec/minAvailable",
            2,
            "PodDisruptionBudget/tidewire-query: lets no pod of Deployment/tidewire-query go"));
  }

  static Stream<Mistake> shutdown() {
    return Stream.of(
        set(
            "dev Deployment/tidewire-ingest",
            POD + "/terminationGracePeriodSeconds",
            25,
            INGEST + "may take 25 s to end and is killed after 25 s"),
        remove(
            "dev Deployment/tidewire-ingest",
            CONTAINER + "/lifecycle",
            INGEST + "stops while requests are still sent to it"));
  }

  static Stream<Mistake> topics() {
    return Stream.of(
        set(
            "production KafkaTopic/tidewire.readings.v1",
            "/spec/partitions",
            6,
            "KafkaTopic/tidewire.readings.v1: tidewire.readings.v1 is not as in the contract"),
        set(
            "dev Job/tidewire-topics",
            CONTAINER + "/args",
            new String[] {
              "create tidewire.readings.v1 --partitions 12 --config cleanup.policy=delete"
            },
            "Job/tidewire-topics: tidewire.readings.v1 is not as in the contract",
            "Job/tidewire-topics: tidewire.dead-letters.v1 is not as in the contract"),
        set(
            "production KafkaUser/tidewire-ingest",
            "/spec/authorization/acls/0/resource/name",
            "readings",
            "KafkaUser/tidewire-ingest: names a topic readings"),
        set(
            "production ScaledObject/tidewire-processing",
            "/spec/triggers/0/metadata/consumerGroup",
            "processing",
            "ScaledObject/tidewire-processing: names a group processing"));
  }

  static Stream<Mistake> routes() {
    return Stream.of(
        remove(
            "production HTTPRoute/tidewire",
            "/spec/rules/0/matches/0/method",
            "HTTPRoute/tidewire: sends GET /v1/readings to `tidewire-ingest`"),
        set(
            "production HTTPRoute/tidewire",
            "/spec/rules/2/matches/0/path/value",
            "/",
            "HTTPRoute/tidewire: sends GET /q/metrics to `tidewire-query`",
            "HTTPRoute/tidewire: sends GET /q/health/live to `tidewire-query`"));
  }
}
