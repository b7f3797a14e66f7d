package dev.tidewire.processing.merge;

import dev.tidewire.platform.text.FailureText;
import dev.tidewire.processing.chunk.DamagedFrameException;
import dev.tidewire.processing.store.FailureReport;
import dev.tidewire.processing.store.Refusal;
import io.netty.channel.ChannelException;
import io.netty.handler.codec.CodecException;
import io.vertx.core.VertxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

/**
 * Why something has failed, and so what it concerns: everything, or one merge while others work.
 *
 * @param key is the same while it fails in the same way
 * @param cause in words
 * @param isPassing whether it is over by itself, as a lock is
 * @param failure as it was thrown
 */
record MergeFault(Kind kind, String key, String cause, boolean isPassing, Throwable failure) {
  /** What kind of failure it is. */
  enum Kind {
    /** The database is away, too slow or unable to do anything. Concerns everything. */
    DATABASE,
    /** The database refuses what it was asked. Concerns one merge. */
    REFUSED,
    /** A stored frame is damaged. Concerns one merge. */
    FRAME,
    /** An error in the program. Concerns one merge, as far as anybody knows. */
    BUG;

    /** The word for it in metrics. */
    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static MergeFault of(Throwable failure) {
    Throwable actual =
        failure instanceof CompletionException
            ? Objects.requireNonNullElse(failure.getCause(), failure)
            : failure;
    if (actual instanceof DamagedFrameException) {
      String row = FailureText.of(actual);
      return new MergeFault(Kind.FRAME, row, row, false, failure);
    }
    Optional<Refusal> refusal = Refusal.of(actual);
    return refusal.isPresent() ? of(refusal.get(), failure) : ofOther(actual, failure);
  }

  private static MergeFault of(Refusal refusal, Throwable failure) {
    return new MergeFault(
        Kind.REFUSED, refusal.sqlState(), refusal.cause(), refusal.isPassing(), failure);
  }

  private static MergeFault ofOther(Throwable actual, Throwable failure) {
    return isOutage(actual)
        ? new MergeFault(Kind.DATABASE, "", FailureReport.of(actual), true, failure)
        : new MergeFault(
            Kind.BUG,
            actual.getClass().getName(),
            "an error in the program, see the log: " + actual,
            false,
            failure);
  }

  /**
   * Ours are unchecked. What is wrongly held for an error of ours stops single merges for minutes;
   * what is wrongly held for an outage would stop everything for ever.
   */
  private static boolean isOutage(Throwable actual) {
    boolean isChecked = !(actual instanceof RuntimeException || actual instanceof Error);
    return isChecked
        || actual instanceof VertxException
        || actual instanceof ChannelException
        || actual instanceof CodecException
        || actual instanceof io.smallrye.mutiny.TimeoutException
        || actual instanceof RejectedExecutionException;
  }

  boolean isOutage() {
    return kind == Kind.DATABASE;
  }
}
