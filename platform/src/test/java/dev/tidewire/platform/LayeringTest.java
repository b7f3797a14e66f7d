package dev.tidewire.platform;

import java.util.Set;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private final ModuleLayers layers = new ModuleLayers("platform");

  @Test
  void whatDecidesKnowsNoFramework() {
    layers.assertPureExcept(Set.of("broker", "database", "http", "rest", "security"));
  }

  @Test
  void knowsNoService() {
    layers.assertKnowsNoOtherService();
  }

  @Test
  void packagesFormNoCycle() {
    layers.assertAcyclic();
  }
}
