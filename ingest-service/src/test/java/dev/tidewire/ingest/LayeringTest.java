package dev.tidewire.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.tidewire.platform.ModuleLayers;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which packages may depend on which. */
class LayeringTest {
  private static final Set<String> EDGES = Set.of("", "http", "kafka");
  private static final ModuleLayers LAYERS = new ModuleLayers("ingest");

  @Test
  void whatDecidesKnowsNoFramework() {
    LAYERS.assertPureExcept(EDGES);
  }

  @Test
  void formatsKnowNothingOfRequestsAnswersAndKafka() {
    classes()
        .that()
        .resideInAnyPackage(
            "dev.tidewire.ingest.format..",
            "dev.tidewire.ingest.json..",
            "dev.tidewire.ingest.csv..",
            "dev.tidewire.ingest.labels..",
            "dev.tidewire.ingest.protobuf..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.tidewire.ingest.format..",
            "dev.tidewire.ingest.json..",
            "dev.tidewire.ingest.csv..",
            "dev.tidewire.ingest.labels..",
            "dev.tidewire.ingest.protobuf..",
            "dev.tidewire.ingest.batch..",
            "dev.tidewire.contract..",
            "dev.tidewire.platform.problem..",
            "dev.tidewire.platform.text..",
            "com.fasterxml.jackson.core..",
            "org.jspecify..",
            "java..")
        .check(LAYERS.classes());
  }

  @Test
  void theEdgesKeepToThemselves() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tidewire.ingest.kafka..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(LAYERS.classes());
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tidewire.ingest.http..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vertx..")
        .check(LAYERS.classes());
  }

  @Test
  void theServiceKnowsNoOther() {
    LAYERS.assertKnowsNoOtherService();
  }

  @Test
  void packagesFormNoCycle() {
    LAYERS.assertAcyclic();
  }

  @Test
  void timeAndChanceComeFromOutside() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.tidewire.ingest", "dev.tidewire.ingest.http", "dev.tidewire.ingest.kafka")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Random.class)
        .check(LAYERS.classes());
  }

  @Test
  void everyRouteAsksTheGate() {
    LAYERS.assertRoutesComeFrom(
        Set.of("http.HttpRoutes", "http.InfluxEndpoints", "http.ClientsEndpoint"));
  }
}
