package dev.tidewire.processing.deadletter;

import dev.tidewire.processing.intake.Poll.UndecodableRecord;
import dev.tidewire.processing.store.LastError;
import dev.tidewire.processing.store.Outage;
import dev.tidewire.processing.store.RefusedReading;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Where that goes which can never be stored. */
public interface DeadLetterWriter {
  /**
   * Completes when a letter for each is kept for good.
   *
   * @param worker does the sending, which may wait for the broker
   */
  Uni<Void> write(
      List<UndecodableRecord> undecodable, List<RefusedReading> refused, Executor worker);

  /** The time in which no letter is taken, if it is now. */
  Optional<Outage> outage();

  /** The last failure to write a letter, if there was one. */
  Optional<LastError> lastError();
}
