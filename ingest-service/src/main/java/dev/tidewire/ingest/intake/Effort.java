package dev.tidewire.ingest.intake;

import dev.tidewire.ingest.format.BodyRefusedException;

/** What reading one body may cost. */
public interface Effort {
  /**
   * Called for each item before it is added.
   *
   * @param measurements how many it holds; one for an item that is wrong
   * @throws OverlongException when reading has taken too long for where it is done
   */
  void item(int measurements);

  /**
   * Called as a packed body is unpacked.
   *
   * @throws BodyRefusedException when there is no room for so many more bytes
   */
  void unpacked(int bytes) throws BodyRefusedException;
}
