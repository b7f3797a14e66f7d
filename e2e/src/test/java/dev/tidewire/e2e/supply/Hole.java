package dev.tidewire.e2e.supply;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A published hole of a library that the platform brings, for which pom.xml manages a later
 * version.
 *
 * @param library its group, or its group and name with a colon between
 * @param fixedIn the first version without it
 * @param names what it is called
 */
record Hole(String library, String fixedIn, String names) {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  /** Those that are closed. */
  static final List<Hole> CLOSED =
      List.of(
          new Hole("io.netty", "4.1.136", "CVE-2026-42587, CVE-2026-55833, CVE-2026-56745, …"),
          new Hole("com.github.luben:zstd-jni", "1.5.7-14", "CVE-2026-87825, CVE-2026-87877, …"),
          new Hole("at.yawk.lz4:lz4-java", "1.11.1", "CVE-2026-59949"),
          new Hole("com.fasterxml.jackson.core:jackson-core", "2.21.5", "CVE-2026-68494"),
          new Hole(
              "com.fasterxml.jackson.core:jackson-databind",
              "2.21.6",
              "CVE-2026-54512, CVE-2026-54515, CVE-2026-83557, …"),
          new Hole("org.apache.kafka:kafka-clients", "4.1.2", "CVE-2026-35554"),
          new Hole("org.postgresql:postgresql", "42.7.12", "CVE-2026-42198, CVE-2026-54291"),
          new Hole("io.vertx:vertx-core", "4.5.27", "CVE-2026-1002, CVE-2026-6860"));

  /** Whether a component has it. */
  boolean isIn(Component component) {
    return isOf(component) && isLess(numbers(component.version()), numbers(fixedIn));
  }

  /** Whether a component is of the library. */
  boolean isOf(Component component) {
    return library.equals(component.group())
        || library.equals(component.group() + ":" + component.name());
  }

  private static List<Long> numbers(String version) {
    List<Long> numbers = new ArrayList<>();
    NUMBER.matcher(version).results().forEach(found -> numbers.add(Long.valueOf(found.group())));
    return numbers;
  }

  private static boolean isLess(List<Long> version, List<Long> other) {
    for (int i = 0; i < other.size(); i++) {
      long number = i < version.size() ? version.get(i) : 0;
      if (number != other.get(i)) {
        return number < other.get(i);
      }
    }
    return false;
  }
}
