package dev.tidewire.ingest.admission;

/** The room of one request. Thread-safe. */
public final class Grant {
  private final Admission admission;
  private Lane lane;
  private long bytes;
  private boolean isWaiting;
  private boolean isReleased;
  private long arrival;

  Grant(Admission admission, Lane lane) {
    this.admission = admission;
    this.lane = lane;
  }

  /**
   * Counts bytes that have arrived or been unpacked; false when there is no room for them. The
   * request then gives back at once what it has: of several that do not fit together, one does.
   */
  public synchronized boolean use(long more) {
    if (isReleased || !take(more) && !takeOrForfeit(more)) {
      return false;
    }
    bytes += more;
    if (isWaiting) {
      lane.grow(more);
    }
    return bytes <= Admission.LARGEST_SMALL || enlarge();
  }

  private boolean take(long more) {
    if (!admission.reserve(more)) {
      return false;
    }
    if (!lane.reserve(more)) {
      admission.giveBack(more);
      return false;
    }
    return true;
  }

  /** One request after the other, so that each finds what the one before has given back. */
  private boolean takeOrForfeit(long more) {
    synchronized (admission) {
      if (take(more)) {
        return true;
      }
      if (isWaiting) {
        isWaiting = false;
        lane.leave(bytes);
      }
      lane.giveBack(bytes);
      admission.giveBack(bytes);
      bytes = 0;
      return false;
    }
  }

  /**
   * The body has arrived, and the time to the answer counts from now; false when too much is ahead.
   * That is decided only now because a slow body must not keep others out.
   */
  public synchronized boolean arrived() {
    arrival = admission.nanoTime();
    isWaiting = !isReleased && lane.queue(bytes);
    return isWaiting;
  }

  /** From now on the request is a large one; false when there is no room for another of them. */
  public synchronized boolean enlarge() {
    Lane large = admission.large();
    if (lane == large) {
      return true;
    }
    if (isReleased || !large.reserve(bytes)) {
      return false;
    }
    if (isWaiting && !large.queue(bytes)) {
      large.giveBack(bytes);
      return false;
    }
    if (isWaiting) {
      lane.leave(bytes);
    }
    lane.giveBack(bytes);
    lane = large;
    return true;
  }

  /** How long the request has waited since it arrived, in nanoseconds. */
  public synchronized long waited() {
    return admission.nanoTime() - arrival;
  }

  /** The answer is known; others wait for this request no more. */
  public synchronized void answered() {
    if (isWaiting) {
      isWaiting = false;
      lane.answered(arrival, admission.nanoTime(), bytes);
    }
  }

  /** Gives the room back; once, however often it is called. */
  public synchronized void release() {
    if (!isReleased) {
      answered();
      isReleased = true;
      lane.giveBack(bytes);
      admission.giveBack(bytes);
      admission.end();
    }
  }
}
