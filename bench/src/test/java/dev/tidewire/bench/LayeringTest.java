package dev.tidewire.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private final JavaClasses bench =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.tidewire.bench");

  @Test
  void packagesFormNoCycle() {
    SlicesRuleDefinition.slices()
        .matching("dev.tidewire.bench.(*)")
        .should()
        .beFreeOfCycles()
        .check(bench);
  }

  @Test
  void theReportIsPure() {
    noClasses()
        .that()
        .resideInAPackage("dev.tidewire.bench.report")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "org.apache..", "java.net..", "java.nio.file..")
        .check(bench);
  }
}
