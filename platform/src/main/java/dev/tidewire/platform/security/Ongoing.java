package dev.tidewire.platform.security;

import dev.tidewire.platform.access.Access;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What takes long, each until what allows it ends. */
final class Ongoing {
  private final Map<Object, One> all = new ConcurrentHashMap<>();

  private record One(Access access, Runnable end) {}

  /**
   * Adds one.
   *
   * @return to be run when it has ended by itself
   */
  Runnable add(Access access, Runnable end) {
    Object id = new Object();
    all.put(id, new One(access, end));
    return () -> all.remove(id);
  }

  /** Ends what is not allowed any more; one that cannot be ended keeps no other from it. */
  void endUnless(Predicate<Access> isAllowed) {
    RuntimeException failure = null;
    for (Map.Entry<Object, One> entry : all.entrySet()) {
      One one = entry.getValue();
      try {
        if (!isAllowed.test(one.access()) && all.remove(entry.getKey()) != null) {
          one.end().run();
        }
      } catch (RuntimeException failed) {
        failure = failed;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
