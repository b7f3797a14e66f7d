package dev.tidewire.e2e;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

class LayeringTest {
  @Test
  void packagesFormNoCycle() {
    slices()
        .matching("dev.tidewire.e2e.(*)..")
        .should()
        .beFreeOfCycles()
        .check(new ClassFileImporter().importPackages("dev.tidewire.e2e"));
  }
}
