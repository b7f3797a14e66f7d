package dev.tidewire.platform.security;

import dev.tidewire.platform.text.FailureText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What made something fail, on one line: the outermost failure often says little. */
final class Causes {
  private static final int MAX = 4;

  private Causes() {}

  /** As a sentence. */
  static String of(Throwable failure) {
    List<String> all = new ArrayList<>();
    for (@Nullable Throwable one = failure; one != null && all.size() < MAX; one = one.getCause()) {
      String text = FailureText.of(one);
      if (all.stream().noneMatch(outer -> outer.contains(text))) {
        all.add(text);
      }
    }
    String joined = String.join(": ", all);
    return joined.endsWith(".") ? joined : joined + ".";
  }
}
