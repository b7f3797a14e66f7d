package dev.tidewire.e2e.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts Tidewire, and fails every test during which an event loop was blocked or memory ran out. A
 * process that has just started or was frozen may block its event loop.
 */
public final class Calm implements BeforeEachCallback, AfterEachCallback {
  private final Map<Service, Integer> read = new HashMap<>();

  @Override
  public void beforeEach(ExtensionContext context) {
    Tidewire.shared().recover();
    Tidewire.shared().services().forEach(service -> read.put(service, service.logLines().size()));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    for (Service service : Tidewire.shared().services()) {
      assertThat(service.isAlive()).as(service.name() + " is alive").isTrue();
      assertThat(service.troubles(read.getOrDefault(service, 0)))
          .as("the log of " + service.name())
          .isEmpty();
    }
  }
}
