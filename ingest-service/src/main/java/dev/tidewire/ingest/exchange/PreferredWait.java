package dev.tidewire.ingest.exchange;

import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.ingest.answer.Answer;
import dev.tidewire.ingest.route.Terms;
import dev.tidewire.platform.waiting.WaitPreference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The wait that a sender prefers to an early answer (RFC 7240). Begins before anything is sent.
 *
 * @param seconds that it asked for
 */
record PreferredWait(StoreWait stored, long seconds) {
  /** Null where the sender prefers none. */
  static @Nullable PreferredWait of(Terms.Accepted terms, Backend backend) {
    return WaitPreference.of(terms.facts().headers().get("prefer"))
        .map(asked -> new PreferredWait(backend.storeWait(asked), asked.toSeconds()))
        .orElse(null);
  }

  /** As {@link StoreWait#until}. */
  Runnable until(Receipt receipt, Consumer<Boolean> then) {
    return stored.until(receipt, then);
  }

  /** The answer once all is stored. */
  Answer applied(Answer answer) {
    return answer.stored().with(WaitPreference.APPLIED, "wait=" + seconds);
  }
}
