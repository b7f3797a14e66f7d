package dev.tidewire.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class LayersTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tidewire.ingest");

  @Test
  void whatDecidesKnowsNoFramework() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.tidewire.ingest.answer..",
            "dev.tidewire.ingest.batch..",
            "dev.tidewire.ingest.body..",
            "dev.tidewire.ingest.parse..",
            "dev.tidewire.ingest.publish..",
            "dev.tidewire.ingest.request..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..",
            "io.vertx..",
            "io.smallrye..",
            "io.micrometer..",
            "org.apache.kafka..",
            "jakarta..",
            "org.jboss..",
            "dev.tidewire.ingest.http..",
            "dev.tidewire.ingest.kafka..")
        .check(CLASSES);
  }

  @Test
  void theEdgesKeepToThemselves() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tidewire.ingest.kafka..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tidewire.ingest.http..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.vertx..")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCircle() {
    slices().matching("dev.tidewire.ingest.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void timeAndChanceComeFromOutside() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.tidewire.ingest.batch..",
            "dev.tidewire.ingest.parse..",
            "dev.tidewire.ingest.request..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.Random.class)
        .check(CLASSES);
  }
}
