package dev.tidewire.query.request;

import dev.tidewire.contract.receipt.Receipt;
import dev.tidewire.contract.receipt.ReceiptToken;
import dev.tidewire.platform.problem.Problem;
import dev.tidewire.platform.problem.ProblemType;
import dev.tidewire.platform.query.Parsed;
import dev.tidewire.platform.query.QueryReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads tokens of receipts, which anybody may have written. */
public final class ReceiptRequest {
  /** The most tokens of a header. */
  public static final int MOST = 16;

  private static final Problem INVALID =
      Problem.of(
          ProblemType.INVALID_RECEIPT,
          "This is no token, or not all of it. Send it as ingest gave it in the header `%s`; in a header, at most %d of them, with commas in between."
              .formatted(ReceiptToken.HEADER, MOST));

  private ReceiptRequest() {}

  /** Reads the token in a path, and the parameters, of which there is none. */
  public static Parsed<Receipt> parse(String token, Map<String, List<String>> query) {
    QueryReader in = new QueryReader(query, List.of());
    return ReceiptToken.read(token)
        .map(receipt -> in.finish(() -> receipt))
        .orElseGet(() -> new Parsed.Rejected<>(INVALID));
  }

  /** Reads the values of a header. */
  public static Parsed<List<Receipt>> parse(List<String> values) {
    List<Receipt> receipts = new ArrayList<>();
    for (String token : String.join(",", values).split(",", MOST + 1)) {
      Optional<Receipt> receipt = ReceiptToken.read(token.strip());
      if (receipt.isEmpty() || receipts.size() == MOST) {
        return new Parsed.Rejected<>(INVALID);
      }
      receipts.add(receipt.get());
    }
    return new Parsed.Accepted<>(receipts);
  }
}
