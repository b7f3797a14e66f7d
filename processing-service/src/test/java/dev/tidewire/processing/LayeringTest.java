package dev.tidewire.processing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {
  /** What decides: testable without a broker, a database or a clock. */
  private static final String CORE =
      "dev\\.tidewire\\.processing\\.(intake\\..*|mirror\\..*"
          + "|http\\.(LettersRequest|ActionsRequest|OrderReader|QueryReader|Values|TimeText"
          + "|JsonAnswers|Parsed|Problem|Violation)(\\$.*)?"
          + "|pipeline\\.(Lag|PartitionLag|Progress|RateWindow)"
          + "|store\\.(Bisection|Breaker|FailureCause|LastError"
          + "|FullJitter|Outage|Refusals|RefusedReading|Rows|SqlFailure|StoreResult|StoredPoll"
          + "|TimePartition|TimePartitions)(\\$.*)?)";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tidewire.processing");

  @Test
  void core_knowsNoFramework() {
    noClasses()
        .that()
        .haveNameMatching(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..", "io.vertx..", "io.smallrye..", "org.apache.kafka..", "jakarta.ws..")
        .check(CLASSES);
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
        .resideOutsideOfPackage("dev.tidewire.processing.store..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("io.vertx.mutiny.sqlclient..", "io.vertx.pgclient..")
        .check(CLASSES);
  }
}
