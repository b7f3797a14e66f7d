package dev.tidewire.kubernetes;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with an overlay: where, by kind and name, and what, as the end of a sentence. */
final class Faults {
  private final List<String> found = new ArrayList<>();

  void add(String object, String fault, Object... parts) {
    found.add(object + ": " + fault.formatted(parts));
  }

  void unless(boolean right, String object, String fault, Object... parts) {
    if (!right) {
      add(object, fault, parts);
    }
  }

  List<String> found() {
    return List.copyOf(found);
  }
}
