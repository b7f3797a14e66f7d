package dev.tidewire.query.series;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names in a message: the first of them, and how many there are besides. */
final class NameList {
  /** Names that a message lists. */
  static final int MOST = 10;

  private NameList() {}

  static String quoted(Collection<String> names) {
    String first =
        names.stream().limit(MOST).map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    return names.size() <= MOST ? first : first + " and " + (names.size() - MOST) + " more";
  }
}
