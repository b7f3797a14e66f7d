package dev.tidewire.e2e.hostile;

import dev.tidewire.e2e.stack.Tidewire;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/**
 * Something that a few clients do again and again.
 *
 * @param clients how many do it at the same time
 */
record Attack(String name, int clients, Step step) {
  /** What a client does until it begins anew. */
  interface Step {
    /**
     * @throws IOException when the service has hung up, as it may
     */
    void run(Tidewire tidewire) throws IOException;
  }

  /** What each client runs. */
  List<Runnable> tasks(Tidewire tidewire) {
    return Collections.nCopies(
        clients,
        () -> {
          try {
            step.run(tidewire);
          } catch (IOException hungUp) {
            // Once more, on another connection.
          }
        });
  }

  @Override
  public String toString() {
    return name;
  }
}
