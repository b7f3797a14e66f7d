package dev.tidewire.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private static final String[] PURE = {
    "dev.tidewire.query.page", "dev.tidewire.query.render", "dev.tidewire.query.request"
  };

  private final JavaClasses service =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tidewire.query");

  @Test
  void whatDecidesKnowsNoFramework() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..", "io.vertx..", "io.smallrye..", "org.apache.kafka..", "jakarta..")
        .check(service);
  }

  @Test
  void onlyTheEdgeKnowsHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tidewire.query.http")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.ws.rs..", "io.vertx.ext.web..", "dev.tidewire.query.http")
        .check(service);
  }

  @Test
  void onlyTheStoreKnowsTheDatabase() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.tidewire.query.store", "dev.tidewire.query.health")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..")
        .check(service);
  }

  @Test
  void theServiceKnowsNoOther() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.tidewire.ingest..", "dev.tidewire.processing..")
        .check(service);
  }

  @Test
  void packagesFormNoCycle() {
    SlicesRuleDefinition.slices()
        .matching("dev.tidewire.query.(*)..")
        .should()
        .beFreeOfCycles()
        .check(service);
  }
}
