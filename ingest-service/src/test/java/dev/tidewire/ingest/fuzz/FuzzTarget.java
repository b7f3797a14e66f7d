package dev.tidewire.ingest.fuzz;

import dev.tidewire.contract.ReadingBatch;
import dev.tidewire.contract.ReadingBatchCodec;
import dev.tidewire.contract.SeriesReadings;
import dev.tidewire.ingest.batch.EncodedBatch;
import dev.tidewire.ingest.coding.Coding;
import dev.tidewire.ingest.intake.Bodies;
import dev.tidewire.ingest.intake.ParseOutcome;
import java.util.Arrays;

/**
 * Reads any bytes as a body. The first byte chooses a {@link Grammar}, the second a coding. What
 * comes of it is readings, as many as are counted, or a problem of the client.
 */
public final class FuzzTarget {
  private static final Grammar[] GRAMMARS = Grammar.values();
  private static final Coding[] CODINGS = Coding.values();

  /** Bytes before the body. */
  static final int HEAD = 2;

  /** One input in this many is packed, so that most of them reach a format. */
  private static final int CODED = 16;

  private FuzzTarget() {}

  /** Called by the fuzzer, and with each input that it has ever found. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < HEAD) {
      return;
    }
    Grammar grammar = GRAMMARS[(input[0] & 0xff) % GRAMMARS.length];
    byte[] body = Arrays.copyOfRange(input, HEAD, input.length);
    check(
        Bodies.outcome(
            grammar.format, coding(input[1]), body, grammar.headers, grammar.parameters));
  }

  private static Coding coding(byte choice) {
    int number = choice & 0xff;
    return number % CODED == 0 ? CODINGS[number / CODED % CODINGS.length] : Coding.IDENTITY;
  }

  private static void check(ParseOutcome outcome) {
    if (outcome instanceof ParseOutcome.Refused refused) {
      require(refused.problem().status() / 100 == 4, "a problem of ours: " + refused.problem());
    } else if (outcome instanceof ParseOutcome.Parsed parsed) {
      int readings = parsed.batches().stream().mapToInt(FuzzTarget::readings).sum();
      require(readings == parsed.accepted(), parsed.accepted() + " accepted, not " + readings);
      require(parsed.rejected() >= parsed.errors().size(), "more errors than rejected items");
    }
  }

  private static int readings(EncodedBatch batch) {
    ReadingBatch decoded = (ReadingBatch) ReadingBatchCodec.decode(batch.bytes());
    for (SeriesReadings series : decoded.series()) {
      for (int i = 0; i < series.size(); i++) {
        require(Double.isFinite(series.value(i)), "a value that is no number");
      }
    }
    return decoded.size();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
