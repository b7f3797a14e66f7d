package dev.tidewire.processing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private static final String ROOT = "dev.tidewire.processing";

  /** The packages all of whose classes decide: no broker, database or clock is needed to test. */
  private static final Set<String> PURE_PACKAGES = Set.of("intake", "mirror");

  /** The deciding classes of packages that hold others as well. */
  private static final Set<String> PURE_CLASSES =
      Set.of(
          "group.Positions",
          "http.ActionsRequest",
          "http.JsonAnswers",
          "http.LettersRequest",
          "http.OrderReader",
          "http.Problems",
          "http.Values",
          "pipeline.Lag",
          "pipeline.PartitionLag",
          "pipeline.PipelineReport",
          "pipeline.Progress",
          "pipeline.RateWindow",
          "store.Bisection",
          "store.Breaker",
          "store.FailureCause",
          "store.FullJitter",
          "store.LastError",
          "store.Outage",
          "store.Refusals",
          "store.RefusedReading",
          "store.Rows",
          "store.SqlFailure",
          "store.StoreResult",
          "store.StoredPoll",
          "store.TimePartition",
          "store.TimePartitions");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importLocations(
              Set.of(
                  Location.of(
                      ProcessingConfig.class.getProtectionDomain().getCodeSource().getLocation())));

  @Test
  void decidingClasses_knowNoFramework() {
    noClasses()
        .that(DescribedPredicate.describe("decide", LayeringTest::decides))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..", "io.vertx..", "io.smallrye..", "org.apache.kafka..", "jakarta.ws..")
        .check(CLASSES);
  }

  @Test
  void everyDecidingClassThatIsNamed_isThere() {
    assertThat(topLevelNames()).containsAll(PURE_CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void service_knowsNoOtherService() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.tidewire.ingest..", "dev.tidewire.query..")
        .check(CLASSES);
  }

  @Test
  void sqlClient_isKnownToTheStoreOnly() {
    classes()
        .that()
        .resideOutsideOfPackage(ROOT + ".store..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("io.vertx.mutiny.sqlclient..", "io.vertx.pgclient..")
        .check(CLASSES);
  }

  private static boolean decides(JavaClass one) {
    String name = nameInService(one);
    return PURE_PACKAGES.contains(name.replaceFirst("\\..*", ""))
        || PURE_CLASSES.contains(name.replaceFirst("\\$.*", ""));
  }

  private static Set<String> topLevelNames() {
    return CLASSES.stream()
        .filter(JavaClass::isTopLevelClass)
        .map(LayeringTest::nameInService)
        .filter(name -> !name.endsWith("package-info"))
        .collect(Collectors.toSet());
  }

  private static String nameInService(JavaClass one) {
    return one.getName().substring(ROOT.length() + 1);
  }
}
