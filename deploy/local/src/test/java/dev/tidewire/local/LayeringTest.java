package dev.tidewire.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {
  static {
    // The rules name packages only; it would take seconds to read the classes of libraries.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
  }

  private static final JavaClasses MAIN =
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
        .layer("tls")
        .definedBy("..local.tls")
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
        .whereLayer("tls")
        .mayOnlyBeAccessedByLayers("stack", "kafka", "postgres")
        .whereLayer("process")
        .mayOnlyBeAccessedByLayers("stack", "kafka", "postgres", "supervise")
        .whereLayer("machine")
        .mayNotAccessAnyLayer()
        .check(MAIN);
  }

  @Test
  void onlyThePackageOfTheBrokerKnowsKafka() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..local.kafka")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "kafka..")
        .check(MAIN);
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
        .check(MAIN);
  }

  /** It is compiled alone, without a build. */
  @Test
  void theImporterKnowsNothingButTheJdk() {
    noClasses()
        .that()
        .resideInAPackage("..local.importer")
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("dev.tidewire.local.importer", "java..", "javax.net.ssl")
        .check(MAIN);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("dev.tidewire.local.(*)..").should().beFreeOfCycles().check(MAIN);
  }
}
