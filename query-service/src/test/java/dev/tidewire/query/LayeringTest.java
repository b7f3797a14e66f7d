package dev.tidewire.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.tidewire.platform.ModuleLayers;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private static final ModuleLayers LAYERS = new ModuleLayers("query");

  @Test
  void whatDecidesKnowsNoFramework() {
    LAYERS.assertPureExcept(Set.of("", "answer", "health", "http", "store"));
  }

  @Test
  void onlyTheEdgeKnowsHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tidewire.query.http")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.ws.rs..", "io.vertx.ext.web..", "dev.tidewire.query.http")
        .check(LAYERS.classes());
  }

  @Test
  void onlyTheStoreKnowsTheDatabase() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.tidewire.query.store", "dev.tidewire.query.health")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..")
        .check(LAYERS.classes());
  }

  @Test
  void theServiceKnowsNoOther() {
    LAYERS.assertKnowsNoOtherService();
  }

  @Test
  void packagesFormNoCycle() {
    LAYERS.assertAcyclic();
  }

  @Test
  void everyOperation_isDeclaredAndDescribed() throws IOException {
    LAYERS.assertOperationsAreDescribed();
    LAYERS.assertRoutesComeFrom(Set.of());
  }
}
