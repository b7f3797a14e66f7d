package dev.tidewire.e2e.supply;

import java.util.List;

/**
 * A file of a package, as the bill of materials describes it.
 *
 * @param group the Maven group; empty for what the build itself makes
 * @param version empty for what the build itself makes
 * @param location its path in the package
 * @param sha256 in hexadecimal
 * @param licences its licences by their SPDX ids; whoever uses it chooses one of them
 */
record Component(
    String group,
    String name,
    String version,
    String location,
    String sha256,
    List<String> licences) {
  Component {
    licences = List.copyOf(licences);
  }

  /** Whether it comes from somewhere else. */
  boolean isForeign() {
    return !group.isEmpty() && !group.equals("dev.tidewire");
  }
}
