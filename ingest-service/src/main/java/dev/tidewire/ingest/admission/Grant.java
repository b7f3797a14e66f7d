package dev.tidewire.ingest.admission;

import org.jspecify.annotations.Nullable;

/** The room of one request. Thread-safe. */
public final class Grant {
  private final Admission admission;
  private Lane lane;
  private long bytes;
  private boolean isWaiting;
  private boolean isReleased;
  private long arrival;

  /** With so many bytes the body has made progress. */
  private long nextProgress = Arriving.nextProgress(0);

  /** Not null while the body arrives. */
  private @Nullable Runnable whenDisplaced;

  private boolean isDisplaced;

  Grant(Admission admission, Lane lane) {
    this.admission = admission;
    this.lane = lane;
  }

  /**
   * The body arrives from now on, and until it has the request may lose its room to others.
   *
   * @param displaced called on any thread when that has happened; {@link #left} must follow
   */
  public synchronized void awaitBody(Runnable displaced) {
    whenDisplaced = displaced;
    admission.arriving().begin(this, admission.nanoTime());
  }

  /** Gives the room to others; false when the body has arrived, or the request has ended. */
  boolean displace() {
    Runnable displaced;
    synchronized (this) {
      displaced = whenDisplaced;
      if (displaced == null) {
        return false;
      }
      isDisplaced = true;
      release();
    }
    admission.arriving().leaves();
    displaced.run();
    return true;
  }

  /** Whether others have the room of the request. */
  public synchronized boolean isDisplaced() {
    return isDisplaced;
  }

  /** What had come of the body of the displaced request is no longer in memory. */
  public void left() {
    admission.arriving().left();
  }

  /**
   * Counts bytes that have arrived or been unpacked; false when there is no room for them. The
   * request then gives back at once what it has: of several that do not fit together, one does.
   */
  public boolean use(long more) {
    boolean mayFit = true;
    while (mayFit && isShort(more)) {
      boolean isLarge = isLargeWith(more);
      mayFit =
          admission.freeBytes(admission.large())
              || !isLarge && admission.freeBytes(admission.small());
    }
    return useRoom(more);
  }

  private synchronized boolean isLargeWith(long more) {
    return lane == admission.large() || bytes + more > Admission.LARGEST_SMALL;
  }

  private synchronized boolean isShort(long more) {
    Lane next = isLargeWith(more) ? admission.large() : lane;
    return !isReleased
        && !(admission.hasRoom(more) && next.hasRoom(next == lane ? more : bytes + more));
  }

  private synchronized boolean useRoom(long more) {
    if (isReleased || !take(more) && !takeOrForfeit(more)) {
      return false;
    }
    bytes += more;
    if (whenDisplaced != null && bytes >= nextProgress) {
      nextProgress = Arriving.nextProgress(bytes);
      admission.arriving().progress(this, isLargeWith(0), admission.nanoTime());
    }
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
    endBody();
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

  /**
   * Whether the request has waited for too long while others wait behind it; it then waits no more.
   * Of those that the machine itself has kept waiting the last one stays: to refuse it would help
   * nobody.
   */
  public synchronized boolean isOverdue() {
    synchronized (admission) {
      boolean overdue = lane.isTooLong(admission.nanoTime() - arrival) && lane.hasOthersThan(bytes);
      if (overdue) {
        answered();
      }
      return overdue;
    }
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
      endBody();
      isReleased = true;
      lane.giveBack(bytes);
      admission.giveBack(bytes);
      admission.end();
    }
  }

  private void endBody() {
    if (whenDisplaced != null) {
      whenDisplaced = null;
      admission.arriving().end(this);
    }
  }
}
