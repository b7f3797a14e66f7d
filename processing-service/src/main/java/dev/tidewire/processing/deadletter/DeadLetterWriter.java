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
   * @param written runs whenever the broker has acknowledged some of them: a poll may have more
   *     than can be written before it would be taken for stuck
   */
  Uni<Void> write(
      List<UndecodableRecord> undecodable,
      List<RefusedReadings> refused,
      Executor worker,
      Runnable written);

  /** The current outage of the topic, if there is one. */
  Optional<Outage> outage();

  /** The last failure to write a letter, if there was one. */
  Optional<LastError> lastError();
}
