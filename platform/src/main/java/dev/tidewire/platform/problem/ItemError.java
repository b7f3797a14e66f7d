package dev.tidewire.platform.problem;

/** What is wrong with one item of a request, in words for the sender. */
public record ItemError(String detail, Position position) {
  /** What is wrong with a parameter of the query; the detail begins with its name. */
  public static ItemError ofParameter(String name, String detail) {
    return new ItemError(named(name, detail), new Position.Parameter(name));
  }

  /** What is wrong with a member of a JSON body; the detail begins with its pointer. */
  public static ItemError ofPointer(String pointer, String detail) {
    return new ItemError(
        pointer.isEmpty() ? detail : named(pointer, detail), new Position.Pointer(pointer));
  }

  private static String named(String name, String detail) {
    return "`" + name + "`: " + detail;
  }
}
