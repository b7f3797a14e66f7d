package dev.tidewire.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which packages may depend on which. */
class LayersTest {
  private static final int MOST_CLASSES = 25;

  /** The edges; everything else decides, and is pure. */
  private static final String[] EDGES = {
    "dev.tidewire.ingest", "dev.tidewire.ingest.http..", "dev.tidewire.ingest.kafka.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tidewire.ingest");

  @Test
  void whatDecidesKnowsNoFramework() {
    noClasses()
        .that()
        .resideOutsideOfPackages(EDGES)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..",
            "io.vertx..",
            "io.netty..",
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
  void formatsKnowNothingOfRequestsAnswersAndKafka() {
    classes()
        .that()
        .resideInAnyPackage(
            "dev.tidewire.ingest.format..",
            "dev.tidewire.ingest.json..",
            "dev.tidewire.ingest.csv..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.tidewire.ingest.format..",
            "dev.tidewire.ingest.json..",
            "dev.tidewire.ingest.csv..",
            "dev.tidewire.ingest.batch..",
            "dev.tidewire.contract..",
            "dev.tidewire.platform.problem..",
            "dev.tidewire.platform.text..",
            "com.fasterxml.jackson.core..",
            "org.jspecify..",
            "java..")
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
  void packagesFormNoCycle() {
    slices().matching("dev.tidewire.ingest.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void packagesStaySmall() {
    assertThat(
            CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(groupingBy(JavaClass::getPackageName, counting())))
        .isNotEmpty()
        .allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MOST_CLASSES));
  }

  @Test
  void timeAndChanceComeFromOutside() {
    noClasses()
        .that()
        .resideOutsideOfPackages(EDGES)
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Random.class)
        .check(CLASSES);
  }
}
