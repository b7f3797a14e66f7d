package dev.tidewire.e2e.fault;

import dev.tidewire.e2e.stack.Tidewire;
import dev.tidewire.local.fault.FaultProxy;
import java.time.Duration;

/** Something that goes wrong, and is mended by whoever operates the machine or network. */
public sealed interface Fault {
  /** Where it is; a place has one fault at a time. */
  Object place();

  /** Makes it go wrong. */
  void inject(Tidewire tidewire);

  /** Mends it, and returns when the part does its work again or the line is as it was. */
  void heal(Tidewire tidewire);

  /** {@code kill -9}, then a new start. */
  record Killed(Part place) implements Fault {
    @Override
    public void inject(Tidewire tidewire) {
      place.kill(tidewire);
    }

    @Override
    public void heal(Tidewire tidewire) {
      place.start(tidewire);
    }

    @Override
    public String toString() {
      return place + " killed";
    }
  }

  /** Stopped as an administrator would, then started. */
  record Stopped(Part place) implements Fault {
    @Override
    public void inject(Tidewire tidewire) {
      place.stop(tidewire);
    }

    @Override
    public void heal(Tidewire tidewire) {
      place.start(tidewire);
    }

    @Override
    public String toString() {
      return place + " stopped";
    }
  }

  /** SIGSTOP, then SIGCONT. */
  record Frozen(Part place) implements Fault {
    @Override
    public void inject(Tidewire tidewire) {
      place.freeze(tidewire);
    }

    @Override
    public void heal(Tidewire tidewire) {
      place.thaw(tidewire);
    }

    @Override
    public String toString() {
      return place + " frozen";
    }
  }

  /** All connections are reset, and new ones refused. */
  record CutOff(Line place) implements Fault {
    @Override
    public void inject(Tidewire tidewire) {
      FaultProxy proxy = place.proxy(tidewire);
      proxy.refuse();
      proxy.cut();
    }

    @Override
    public void heal(Tidewire tidewire) {
      place.proxy(tidewire).heal();
    }

    @Override
    public String toString() {
      return place + " cut and refused";
    }
  }

  /** Answers are late, and few bytes pass. */
  record Slow(Line place, Duration delay, int bytesPerSecond) implements Fault {
    @Override
    public void inject(Tidewire tidewire) {
      FaultProxy proxy = place.proxy(tidewire);
      proxy.delay(Duration.ZERO, delay);
      proxy.throttle(bytesPerSecond);
    }

    @Override
    public void heal(Tidewire tidewire) {
      place.proxy(tidewire).heal();
    }

    @Override
    public String toString() {
      return "%s %d ms slower, at %,d bytes/s".formatted(place, delay.toMillis(), bytesPerSecond);
    }
  }

  /** Open connections take bytes and never answer, nor close; new connections work. */
  record HalfOpen(Line place) implements Fault {
    @Override
    public void inject(Tidewire tidewire) {
      place.proxy(tidewire).blackholeExisting();
    }

    /** There is nothing to mend: the connections are lost, and the line is as it was. */
    @Override
    public void heal(Tidewire tidewire) {
      place.proxy(tidewire).heal();
    }

    @Override
    public String toString() {
      return "open connections of the " + place + " swallow everything";
    }
  }
}
