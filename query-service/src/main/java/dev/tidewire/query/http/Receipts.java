package dev.tidewire.query.http;

import dev.tidewire.contract.receipt.Place;
import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.platform.database.DatabaseUnavailableException;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.waiting.Waited;
import dev.tidewire.query.progress.Standing;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What keeps receipts from being answered, or answers from coming after them. */
final class Receipts {
  private static final Problem UNKNOWN =
      Problem.of(
          ProblemType.UNKNOWN_RECEIPT,
          "The token is of another readings topic than the present one: the topic was deleted and created again or has lost its newest records, or the token is of another installation. Nothing can be said about its readings; sending them again does no harm.");

  private static final Problem CROWDED =
      Problem.of(
          ProblemType.OVERLOADED,
          "As many requests wait for readings as the service has room for. Ask again in a moment.");

  private Receipts() {}

  /**
   * Why nothing can be said, or null.
   *
   * @throws DatabaseUnavailableException when the database gave no answer
   */
  static @Nullable Problem obstacle(Waited<Standing> waited, List<Receipt> receipts) {
    Standing last = waited.last();
    if (waited.isCrowded()) {
      return CROWDED;
    }
    if (last == null || waited.failure() != null && !waited.isMet()) {
      throw outage(waited.failure());
    }
    return receipts.stream().anyMatch(last::isForeign) ? UNKNOWN : null;
  }

  private static DatabaseUnavailableException outage(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof DatabaseUnavailableException outage
        ? outage
        : new DatabaseUnavailableException(
            "The database did not tell in time what is stored.", cause);
  }

  /** Not all is stored. */
  static Problem notYet(Standing last, List<Receipt> receipts) {
    long all = receipts.stream().map(Receipt::places).mapToLong(List<Place>::size).sum();
    long stored = receipts.stream().mapToLong(last.stored()::count).sum();
    return Problem.of(
        ProblemType.NOT_STORED_YET,
        "%d of %d batches of readings are stored. Ask again in a moment; `Prefer: wait=30` waits longer."
            .formatted(stored, all));
  }
}
