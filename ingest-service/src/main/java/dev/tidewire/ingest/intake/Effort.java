package dev.tidewire.ingest.intake;

import dev.tidewire.ingest.format.BodyRefusedException;

/** What reading one body may cost. */
public interface Effort {
  /**
   * Called for each item before it is added.
   *
   * @param measurements how many it holds; one for an item that is wrong or left out
   * @throws OverlongException when reading has taken too long for where it is done
   */
  void item(int measurements);

  /**
   * Called as a packed body is unpacked.
   *
   * @throws BodyRefusedException when there is no room for so many more bytes
   */
  void unpacked(int bytes) throws BodyRefusedException;

  /**
   * Called when batches have been made. A body of many readings of long names, which it gives once,
   * makes batches many times its size.
   *
   * @param bytes of all batches so far
   * @throws OverlongException when they are too many for where the body is read
   * @throws BodyRefusedException when there is no room for so many
   */
  void encoded(long bytes) throws BodyRefusedException;
}
