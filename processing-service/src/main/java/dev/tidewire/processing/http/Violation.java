package dev.tidewire.processing.http;

/**
 * What is wrong with one thing in a request, in words for the person who sent it.
 *
 * @param member which of the two {@code at} is: {@code parameter} of the query, or {@code pointer}
 *     (RFC 6901) into the body
 */
record Violation(String member, String at, String detail) {
  static Violation ofParameter(String name, String detail) {
    return new Violation("parameter", name, "`" + name + "`: " + detail);
  }

  static Violation ofPointer(String pointer, String detail) {
    return new Violation(
        "pointer", pointer, pointer.isEmpty() ? detail : "`" + pointer + "`: " + detail);
  }
}
