package dev.tidewire.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private final JavaClasses main =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tidewire.local");

  @Test
  void serversAndTheirSupervisorKnowOnlyProcessesAndTheMachine() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("stack")
        .definedBy("dev.tidewire.local")
        .layer("kafka")
        .definedBy("..local.kafka")
        .layer("postgres")
        .definedBy("..local.postgres")
        .layer("supervise")
        .definedBy("..local.supervise")
        .layer("demo")
        .definedBy("..local.demo")
        .layer("process")
        .definedBy("..local.process")
        .layer("machine")
        .definedBy("..local.machine")
        .whereLayer("stack")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("kafka")
        .mayOnlyBeAccessedByLayers("stack")
        .whereLayer("postgres")
        .mayOnlyBeAccessedByLayers("stack")
        .whereLayer("supervise")
        .mayOnlyBeAccessedByLayers("stack")
        .whereLayer("demo")
        .mayOnlyBeAccessedByLayers("stack")
        .whereLayer("process")
        .mayOnlyBeAccessedByLayers("stack", "kafka", "postgres", "supervise")
        .whereLayer("machine")
        .mayNotAccessAnyLayer()
        .check(main);
  }

  @Test
  void onlyThePackageOfTheBrokerKnowsKafka() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..local.kafka")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "kafka..")
        .check(main);
  }

  @Test
  void nothingKnowsTheServicesOrTheirFramework() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.tidewire.ingest..",
            "dev.tidewire.processing..",
            "dev.tidewire.query..",
            "io.quarkus..",
            "io.vertx..",
            "io.smallrye..",
            "jakarta.ws..")
        .check(main);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("dev.tidewire.local.(*)..").should().beFreeOfCycles().check(main);
  }
}
