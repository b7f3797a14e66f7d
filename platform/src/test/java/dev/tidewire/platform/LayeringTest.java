package dev.tidewire.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private final JavaClasses platform =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tidewire.platform");

  @Test
  void whatDecidesKnowsNoFramework() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.tidewire.platform.problem",
            "dev.tidewire.platform.text",
            "dev.tidewire.platform.config",
            "dev.tidewire.platform.query")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..", "io.vertx..", "io.smallrye..", "org.apache.kafka..", "jakarta..")
        .check(platform);
  }

  @Test
  void knowsTheContractAndNoService() {
    classes()
        .that()
        .resideInAPackage("dev.tidewire.platform..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages(
            "dev.tidewire.ingest..", "dev.tidewire.processing..", "dev.tidewire.query..")
        .check(platform);
  }

  @Test
  void packagesFormNoCycle() {
    SlicesRuleDefinition.slices()
        .matching("dev.tidewire.platform.(*)")
        .should()
        .beFreeOfCycles()
        .check(platform);
  }
}
