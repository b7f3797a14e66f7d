package dev.tidewire.docs;

import dev.tidewire.docs.Ran.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A link from the page of guarantees to a test.
 *
 * @param file the source of the test's class, relative to the page
 * @param method the test
 * @param conditions of a build that can run the test; none for every build
 */
record Promise(Path file, String method, List<String> conditions) {
  private static final Pattern LINK =
      Pattern.compile("\\[(\\w+)\\.(\\w+)]\\(([^)]+\\.java)\\)(?: \\(((?:on|in|with) [^)]+)\\))?");

  /** All of them, in the order of the page. */
  static List<Promise> on(String page) {
    List<Promise> promises = new ArrayList<>();
    for (MatchResult link : LINK.matcher(page).results().toList()) {
      String conditions = link.group(4);
      promises.add(
          new Promise(
              Path.of(link.group(3)),
              link.group(2),
              conditions == null ? List.of() : List.of(conditions.split(", "))));
    }
    return promises;
  }

  /** Whether a build has run its test, and all that it ran of it passed. */
  boolean isKeptBy(List<Ran> build) {
    List<Ran> tests = build.stream().filter(ran -> ran.covers(type(), method)).toList();
    return tests.stream().anyMatch(ran -> ran.state() == State.PASSED)
        && tests.stream().noneMatch(ran -> ran.state() == State.FAILED);
  }

  /** Why a build did not keep it. */
  String excuse(List<Ran> build) {
    return build.stream()
        .filter(ran -> ran.covers(type(), method) && ran.state() == State.SKIPPED)
        .map(Ran::reason)
        .findFirst()
        .orElse("not run");
  }

  String title() {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ".java".length()) + "." + method;
  }

  private String type() {
    String path = file.toString();
    String sources = "src/test/java/";
    return path.substring(
            path.indexOf(sources) + sources.length(), path.length() - ".java".length())
        .replace('/', '.');
  }
}
