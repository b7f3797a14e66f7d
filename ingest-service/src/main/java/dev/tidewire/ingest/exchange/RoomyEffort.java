package dev.tidewire.ingest.exchange;

import dev.tidewire.ingest.admission.Grant;
import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.intake.Effort;

/** Takes as long as it takes, and has room for what is unpacked. */
public final class RoomyEffort implements Effort {
  private final Grant room;

  /** Unpacks into this room. */
  public RoomyEffort(Grant room) {
    this.room = room;
  }

  @Override
  public void item() {
    // The number of items is limited elsewhere.
  }

  @Override
  public void unpacked(int bytes) throws BodyRefusedException {
    if (!room.use(bytes)) {
      throw new BodyRefusedException(Problems.OVERLOADED);
    }
  }
}
