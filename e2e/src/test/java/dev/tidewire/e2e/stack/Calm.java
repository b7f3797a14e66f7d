package dev.tidewire.e2e.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts Tidewire, and fails a test during which an event loop was blocked or memory ran out,
 * whatever else the test is about.
 */
public final class Calm implements BeforeEachCallback, AfterEachCallback {
  private static final Pattern TROUBLE =
      Pattern.compile("has been blocked for|BlockedThreadChecker|OutOfMemoryError");

  private final Map<Service, Integer> read = new HashMap<>();

  @Override
  public void beforeEach(ExtensionContext context) {
    Tidewire.shared().services().forEach(service -> read.put(service, service.logLines().size()));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    for (Service service : Tidewire.shared().services()) {
      assertThat(service.isAlive()).as(service.name() + " is alive").isTrue();
      List<String> lines = service.logLines();
      assertThat(lines.subList(read.getOrDefault(service, 0), lines.size()))
          .as("the log of " + service.name())
          .noneMatch(line -> TROUBLE.matcher(line).find());
    }
  }
}
