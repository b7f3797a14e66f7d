package dev.tidewire.processing.deadletter;

import dev.tidewire.processing.intake.Poll.UndecodableRecord;
import dev.tidewire.processing.intake.RefusedReadings;
import dev.tidewire.processing.store.LastError;
import dev.tidewire.processing.store.Outage;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Writes what can never be stored. */
public interface DeadLetterWriter {
  /**
   * Completes when the broker has acknowledged a letter for each.
   *
   * @param worker sends the letters, which may block
   */
  Uni<Void> write(
      List<UndecodableRecord> undecodable, List<RefusedReadings> refused, Executor worker);

  /** The current outage of the topic, if there is one. */
  Optional<Outage> outage();

  /** The last failure to write a letter, if there was one. */
  Optional<LastError> lastError();
}
