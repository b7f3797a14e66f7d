package dev.tidewire.ingest.prometheus;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.protobuf.ProtobufReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one series of version 2 after another says by references to symbols. */
final class SymbolRefs {
  /** A series that can be stored has fewer labels than this. */
  private static final int MOST = 128;

  private final Symbols symbols;
  private final long[] labels = new long[MOST];

  /** How many there were, those included that were too many. */
  private int count;

  SymbolRefs(Symbols symbols) {
    this.symbols = symbols;
  }

  void begin() {
    count = 0;
  }

  /** Adds the references of a field. */
  void add(ProtobufReader field) throws BodyRefusedException {
    field.integers(
        ref -> {
          if (count < MOST) {
            labels[count] = ref;
          }
          count++;
        });
  }

  /** Gives the labels to {@code names}; returns what is wrong with them, or null. */
  @Nullable String labels(SeriesNames names) {
    if (count > MOST) {
      return "the series has more than %d labels".formatted(MOST / 2);
    }
    if (count % 2 != 0) {
      return "a label has a name and no value";
    }
    if (!Arrays.stream(labels, 0, count).allMatch(symbols::has)) {
      return "a label is none of the symbols";
    }
    for (int i = 0; i < count; i += 2) {
      names.add(symbols, (int) labels[i], (int) labels[i + 1]);
    }
    return null;
  }

  /** The code of the unit that the metadata name, or empty. */
  String unit(ProtobufReader metadata) throws BodyRefusedException {
    String unit = "";
    while (metadata.next()) {
      if (metadata.field() == WriteVersion.UNIT) {
        long ref = metadata.integer();
        boolean isShort = symbols.has(ref) && symbols.length((int) ref) <= BaseUnit.LONGEST_NAME;
        unit = isShort ? BaseUnit.code(symbols.text((int) ref)) : "";
      }
    }
    return unit;
  }
}
