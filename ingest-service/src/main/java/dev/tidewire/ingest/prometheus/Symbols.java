package dev.tidewire.ingest.prometheus;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.protobuf.ProtobufReader;
import dev.tidewire.ingest.protobuf.ProtobufWriter;
import dev.tidewire.platform.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The table of a request of version 2, whose texts series refer to by their places. */
final class Symbols {
  /** What a request of a million series has, and little enough memory. */
  private static final int MAX_SYMBOLS = 1_000_000;

  private final byte[] body;
  private int[] places = new int[64];
  private int size;

  private Symbols(byte[] body) {
    this.body = body;
  }

  /** No symbols, of version 1. */
  static Symbols none() {
    return new Symbols(new byte[0]);
  }

  /** The symbols of a body of version 2. */
  static Symbols of(byte[] body) throws BodyRefusedException {
    Symbols symbols = new Symbols(body);
    ProtobufReader request = new ProtobufReader(body);
    while (request.next()) {
      if (request.field() == WriteVersion.SYMBOLS) {
        symbols.add(request.from(), request.from() + request.length());
      }
    }
    return symbols;
  }

  private void add(int from, int to) throws BodyRefusedException {
    if (size == 2 * MAX_SYMBOLS) {
      throw new BodyRefusedException(
          ProblemType.BODY_TOO_LARGE,
          "The request has more than %d symbols; nothing was accepted. Send it in smaller pieces."
              .formatted(MAX_SYMBOLS));
    }
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * size);
    }
    places[size++] = from;
    places[size++] = to;
  }

  boolean has(long symbol) {
    return symbol >= 0 && symbol < size / 2;
  }

  int length(int symbol) {
    return places[2 * symbol + 1] - places[2 * symbol];
  }

  /** Writes a symbol as a field of a message; of a longer one the beginning. */
  void copyTo(ProtobufWriter out, int field, int symbol, int most) {
    int from = places[2 * symbol];
    out.bytes(field, body, from, from + Math.min(length(symbol), most));
  }

  /** The text of a symbol. */
  String text(int symbol) {
    return new String(body, places[2 * symbol], length(symbol), StandardCharsets.UTF_8);
  }
}
