package dev.tidewire.ingest.exchange;

import dev.tidewire.ingest.admission.Grant;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.intake.Effort;

/** Takes as long as it takes, and has room for what is unpacked and what is made of it. */
public final class PatientEffort implements Effort {
  private final Grant room;

  /** Bytes of the body on the wire, which are let go as it is unpacked. */
  private long packed;

  /** What has its place there by now. */
  private long reserved;

  /**
   * Unpacks into this room.
   *
   * @param packed bytes that have their place there already
   */
  public PatientEffort(Grant room, long packed) {
    this.room = room;
    this.packed = packed;
    this.reserved = packed;
  }

  @Override
  public void item(int measurements) {
    // The number of items is limited elsewhere.
  }

  @Override
  public void unpacked(int bytes) throws BodyRefusedException {
    long more = Math.max(0, bytes - packed);
    packed = Math.max(0, packed - bytes);
    reserve(more);
  }

  /** The batches take the places of what they were made of, and what they need besides. */
  @Override
  public void encoded(long bytes) throws BodyRefusedException {
    reserve(Math.max(0, bytes - reserved));
  }

  private void reserve(long more) throws BodyRefusedException {
    if (more > 0 && !room.use(more)) {
      throw new BodyRefusedException(Problems.OVERLOADED);
    }
    reserved += more;
  }
}
