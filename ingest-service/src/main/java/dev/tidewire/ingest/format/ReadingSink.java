package dev.tidewire.ingest.format;

import dev.tidewire.ingest.batch.ReadingDraft;
import dev.tidewire.ingest.batch.Violation;
import dev.tidewire.platform.problem.Position;
import org.jspecify.annotations.Nullable;

/**
 * Where a format puts what it reads. For each item it calls {@link #begin}, fills the draft and
 * calls {@link #add}; for an item that is wrong it calls {@link #reject}.
 */
public interface ReadingSink {
  /** An empty draft at the time of receipt. There is one draft, which each item fills again. */
  ReadingDraft begin();

  /**
   * Takes all measurements of the draft, or none of them. Checks names, units, tags and time.
   *
   * @return what is wrong with the draft, or null; the format rejects the item then
   * @throws BodyRefusedException when the body holds too many readings
   */
  @Nullable Violation add() throws BodyRefusedException;

  /**
   * Counts values that are left out because they are no numbers, as the protocol has it. A negative
   * number takes back what was counted, of values that are rejected after all.
   */
  void skip(int values);

  /** Tells in which column so many of the values that are left out stood. */
  void skippedIn(String column, int values);

  /** Tells of a column that is left out because none of its cells is a number. */
  void noNumbersIn(String column);

  /** Notes how many lines stand before the first record. */
  void head(int lines);

  /**
   * Notes what the body itself told of how it is to be read.
   *
   * @param parameter the parameter that says the same, if there is one
   */
  void recognised(String parameter, String value);

  /** Notes which type a body without a Content-Type is read as. */
  void readAs(String mediaType);

  /**
   * Counts an item that is wrong.
   *
   * @param detail what is wrong, in words for the sender
   * @throws BodyRefusedException when too many items of the body are wrong
   */
  void reject(String detail, Position position) throws BodyRefusedException;
}
