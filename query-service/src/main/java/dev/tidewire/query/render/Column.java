package dev.tidewire.query.render;

/**
 * A column of rows.
 *
 * @param name the JSON member and the CSV header
 * @param type how its cells are written
 * @param presence which rows have a cell, and where its value comes from
 */
public record Column(String name, Type type, Presence presence) {

  /** How a cell is written. */
  public enum Type {
    /** Text; quoted as the format requires. */
    STRING,
    /** A {@link dev.tidewire.contract.ReadingTime}, written as RFC 3339 in UTC. */
    TIME,
    /** A finite double, with the fewest digits that read back as the same double. */
    NUMBER,
    /** JSON text, copied as it is; a quoted field in CSV. */
    JSON
  }

  /** Which rows have a cell, and where its value comes from. */
  public enum Presence {
    /** All rows of a group share the value, which is rendered once. It may be absent. */
    GROUP,
    /** Every row has its own value. */
    ROW,
    /** A row has its own value, or none: no member in JSON, an empty field in CSV. */
    OPTIONAL
  }

  /** Checks that a value of a group is text; nothing else is shared so far. */
  public Column {
    if (presence == Presence.GROUP && type != Type.STRING && type != Type.JSON) {
      throw new IllegalArgumentException("a group shares text only, but " + name + " is " + type);
    }
  }

  /** A column whose value is the same in all rows of a group. */
  public static Column ofGroup(String name, Type type) {
    return new Column(name, type, Presence.GROUP);
  }

  /** A column with a value of its own in every row. */
  public static Column ofRow(String name, Type type) {
    return new Column(name, type, Presence.ROW);
  }

  /** A column that a row may leave empty. */
  public static Column optional(String name, Type type) {
    return new Column(name, type, Presence.OPTIONAL);
  }
}
