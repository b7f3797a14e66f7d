package dev.tidewire.platform;

import java.util.Set;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private final ModuleLayers layers = new ModuleLayers("platform");

  @Test
  void whatDecidesKnowsNoFramework() {
    layers.assertPureExcept(
        Set.of(
            "audit.AuditLog",
            "audit.AuditSettings",
            "audit.AuditTopic",
            "broker",
            "database",
            "http",
            "rest",
            "security",
            "tls"));
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
