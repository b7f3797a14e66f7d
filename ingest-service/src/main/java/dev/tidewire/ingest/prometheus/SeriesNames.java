package dev.tidewire.ingest.prometheus;

import dev.tidewire.ingest.format.BodyRefusedException;
import dev.tidewire.ingest.labels.LabelNaming;
import dev.tidewire.ingest.labels.LabelReader;
import dev.tidewire.ingest.labels.Named;
import dev.tidewire.ingest.labels.NamedByBytes;
import dev.tidewire.ingest.protobuf.ProtobufReader;
import dev.tidewire.ingest.protobuf.ProtobufWriter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the labels of one series after another, as remote write 1 encodes them whatever the
 * version, and tells what they name. The bytes begin with the tag of a label, which is no byte of a
 * line: they are the keys of nothing else.
 */
final class SeriesNames {
  /** The names of a series that can be stored are shorter. */
  static final int MAX_BYTES = 4_096;

  private static final String NAME_LABEL = "__name__";

  private static final Named TOO_LONG =
      new Named.Refused("the labels have more than %d bytes".formatted(MAX_BYTES));

  private static final Named.Refused NOT_UTF_8 = new Named.Refused("a label is not UTF-8");

  private static final int LABEL = 1;
  private static final int NAME = 1;
  private static final int VALUE = 2;

  private final NamedByBytes known;
  private final LabelReader reader;
  private final ProtobufWriter key = new ProtobufWriter();

  SeriesNames(LabelNaming naming, NamedByBytes known) {
    this.known = known;
    this.reader = labels -> read(new ProtobufReader(labels, 0, labels.length), naming);
  }

  void begin() {
    key.truncate(0);
  }

  /** Adds the label that a field is. */
  void add(ProtobufReader label) throws BodyRefusedException {
    if (!isTooLong()) {
      label.copyTo(key, LABEL, MAX_BYTES);
    }
  }

  /** Adds a label of two symbols. */
  void add(Symbols symbols, int name, int value) {
    if (!isTooLong()) {
      int label = key.begin(LABEL);
      symbols.copyTo(key, NAME, name, MAX_BYTES);
      symbols.copyTo(key, VALUE, value, MAX_BYTES);
      key.end(label);
    }
  }

  private boolean isTooLong() {
    return key.size() > MAX_BYTES;
  }

  /** What the labels name. */
  Named named() throws BodyRefusedException {
    if (isTooLong()) {
      return TOO_LONG;
    }
    Named remembered = known.find(key.buffer(), 0, key.size());
    return remembered == null ? known.read(key.buffer(), 0, key.size(), reader) : remembered;
  }

  private static Named read(ProtobufReader fields, LabelNaming naming) throws BodyRefusedException {
    Map<String, String> labels = new HashMap<>();
    while (fields.next()) {
      Named.Refused refused = read(fields.message(), labels);
      if (refused != null) {
        return refused;
      }
    }
    String name = labels.remove(NAME_LABEL);
    return name == null || name.isEmpty()
        ? new Named.Refused("the label %s is missing".formatted(NAME_LABEL))
        : naming.of(name, labels);
  }

  private static Named.@Nullable Refused read(ProtobufReader label, Map<String, String> labels)
      throws BodyRefusedException {
    String name = "";
    String value = "";
    while (label.next()) {
      switch (label.field()) {
        case NAME -> name = label.text();
        case VALUE -> value = label.text();
        default -> {
          // Of a later version.
        }
      }
      if (name == null || value == null) {
        return NOT_UTF_8;
      }
    }
    return labels.put(name, value) == null
        ? null
        : new Named.Refused("the label \"%s\" is given twice".formatted(name));
  }
}
