package dev.tidewire.docs;

import java.time.Duration;

/**
 * A test that a build has run or skipped. Each set of parameters is a test of its own.
 *
 * @param module the folder of its module
 * @param type the full name of its class
 * @param name its method with its parameters, or empty for a class that was skipped as a whole
 * @param reason why it was skipped; empty if it was not
 */
record Ran(String module, String type, String name, Duration took, State state, String reason) {
  enum State {
    PASSED,
    FAILED,
    SKIPPED
  }

  /** Whether it is this test, with any parameters, or the whole class. */
  boolean covers(String wantedType, String method) {
    return type.equals(wantedType) && (name.matches(method + "\\b.*") || name.isEmpty());
  }

  /** Its name with its parameters, for people who know the modules. */
  String title() {
    return name.isEmpty() ? simpleType() : simpleType() + "." + name;
  }

  /** As {@link #title}, the same for all parameters. */
  String titleOfAll() {
    return title().replaceFirst("[({\\[].*", "");
  }

  private String simpleType() {
    return module + " " + type.substring(type.lastIndexOf('.') + 1);
  }
}
