package dev.tidewire.e2e.fault;

import dev.tidewire.e2e.stack.Tidewire;
import dev.tidewire.local.fault.FaultProxy;
import java.time.Duration;

/** A fault of a process or the network, and its repair. */
public sealed interface Fault {
  /** What is affected; a place has at most one fault at a time. */
  Object place();

  /** Injects the fault. */
  void inject(Tidewire tidewire);

  /** Repairs it, and returns when the part is ready again or the line works as before. */
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

  /** Answers are delayed, and the bandwidth is limited. */
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

  /** Open connections accept bytes, but neither answer nor close; new connections work. */
  record HalfOpen(Line place) implements Fault {
    @Override
    public void inject(Tidewire tidewire) {
      place.proxy(tidewire).blackholeExisting();
    }

    /** The connections stay lost; new ones were never affected. */
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
