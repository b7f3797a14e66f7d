package dev.tidewire.docs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.tidewire.docs.Ran.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a build says last: its slowest tests, and what it has skipped and why. */
public final class Summary {
  private static final int SLOWEST = 10;

  private Summary() {}

  /**
   * Prints it.
   *
   * @param args the root of the checkout, and when the build began
   */
  public static void main(String[] args) throws IOException {
    List<Ran> tests = Reports.of(Path.of(args[0]), Instant.parse(args[1]));
    if (!tests.isEmpty()) {
      System.out.print(text(tests));
    }
  }

  static String text(List<Ran> tests) {
    List<Ran> skipped = tests.stream().filter(test -> test.state() == State.SKIPPED).toList();
    return "%nThe slowest of %d tests:%n".formatted(tests.size() - skipped.size())
        + slowest(tests)
        + (skipped.isEmpty() ? "%nSkipped: none%n".formatted() : "%nSkipped:%n".formatted())
        + reasons(skipped);
  }

  private static String slowest(List<Ran> tests) {
    return tests.stream()
        .sorted(Comparator.comparing(Ran::took).reversed())
        .limit(SLOWEST)
        .map(test -> "%7.1f s  %s%n".formatted(test.took().toMillis() / 1e3, test.title()))
        .collect(joining());
  }

  private static String reasons(List<Ran> skipped) {
    Map<String, List<Ran>> byReason =
        skipped.stream().collect(groupingBy(Ran::reason, LinkedHashMap::new, toList()));
    return byReason.entrySet().stream()
        .map(
            reason ->
                "  %s%n      %s%n"
                    .formatted(
                        reason.getValue().stream()
                            .map(Ran::titleOfAll)
                            .distinct()
                            .collect(joining(", ")),
                        reason.getKey()))
        .collect(joining());
  }
}
