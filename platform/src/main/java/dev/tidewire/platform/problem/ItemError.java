package dev.tidewire.platform.problem;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one item of a request, in words for the sender.
 *
 * @param type what kind of problem it is, where that of the answer does not tell; or null
 */
public record ItemError(String detail, Position position, @Nullable ProblemType type) {
  /** Of the kind that the answer tells. */
  public ItemError(String detail, Position position) {
    this(detail, position, null);
  }

  /** What is wrong with a parameter of the query; the detail begins with its name. */
  public static ItemError ofParameter(String name, String detail) {
    return new ItemError(named(name, detail), new Position.Parameter(name));
  }

  /** What is wrong with a member of a JSON body; the detail begins with its pointer. */
  public static ItemError ofPointer(String pointer, String detail) {
    return new ItemError(
        pointer.isEmpty() ? detail : named(pointer, detail), new Position.Pointer(pointer));
  }

  /**
   * A violation as the detail of an error whose name or pointer stands before it.
   *
   * @param violation what must be otherwise, such as "sensor must not be empty"
   */
  public static String sentence(String violation) {
    return "It" + violation.substring(violation.indexOf(" must ")) + ".";
  }

  private static String named(String name, String detail) {
    return "`" + name + "`: " + detail;
  }
}
