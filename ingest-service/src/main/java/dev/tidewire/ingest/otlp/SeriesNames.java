package dev.tidewire.ingest.otlp;

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
 * Collects what names one series after another, and tells which that is. The labels are the
 * attributes of the resource that are not ignored and those of the data point, which win. The scope
 * and its version are none: they name the library that measures, and change with its releases. Two
 * scopes with the same metric and attributes are one series.
 *
 * <p>The bytes begin with one that is in no UTF-8 and begins no label of Prometheus: they are the
 * keys of nothing else.
 */
final class SeriesNames {
  /** The names of a series that can be stored are shorter. */
  static final int MAX_BYTES = 4_096;

  /** Of buckets and of quantiles, as Prometheus has them. */
  static final String BOUND_LABEL = "le";

  static final String QUANTILE_LABEL = "quantile";

  private static final Named TOO_LONG =
      new Named.Refused(
          "the attributes of the resource and the data point have more than %d bytes"
              .formatted(MAX_BYTES));

  private static final Named NAMELESS = new Named.Refused("the metric has no name in UTF-8");

  private static final Named.Refused UNREADABLE =
      new Named.Refused("an attribute is not UTF-8, or too deep in others");

  private static final int FIRST = 0xFF;
  private static final int OF_RESOURCE = 1;
  private static final int METRIC = 2;
  private static final int OF_POINT = 3;
  private static final int BOUND = 4;
  private static final int QUANTILE = 5;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  private final IgnoredAttributes ignored;
  private final NamedByBytes known;
  private final LabelReader reader;
  private final ProtobufWriter key = new ProtobufWriter();
  private int resourceEnd;
  private int metricEnd;
  private int pointEnd;

  SeriesNames(LabelNaming naming, IgnoredAttributes ignored, NamedByBytes known) {
    this.ignored = ignored;
    this.known = known;
    this.reader = names -> read(new ProtobufReader(names, 1, names.length), naming);
  }

  void beginResource() {
    key.truncate(0);
    key.raw(FIRST);
    resourceEnd = key.size();
  }

  /** Adds the attribute of the resource that a field is. */
  void addOfResource(ProtobufReader attribute) throws BodyRefusedException {
    if (!isIgnored(attribute.message())) {
      add(OF_RESOURCE, attribute);
      resourceEnd = key.size();
    }
  }

  private boolean isIgnored(ProtobufReader attribute) throws BodyRefusedException {
    while (attribute.next()) {
      if (attribute.field() == KEY) {
        String name = attribute.text();
        return name != null && ignored.contains(name);
      }
    }
    return false;
  }

  void beginMetric() {
    key.truncate(resourceEnd);
    metricEnd = key.size();
  }

  /** Adds the name of the metric that a field is. */
  void addName(ProtobufReader name) throws BodyRefusedException {
    add(METRIC, name);
    metricEnd = key.size();
  }

  void beginPoint() {
    key.truncate(metricEnd);
    pointEnd = key.size();
  }

  /** Adds the attribute of the data point that a field is. */
  void addOfPoint(ProtobufReader attribute) throws BodyRefusedException {
    add(OF_POINT, attribute);
    pointEnd = key.size();
  }

  private void add(int field, ProtobufReader what) throws BodyRefusedException {
    if (key.size() <= MAX_BYTES) {
      what.copyTo(key, field, MAX_BYTES);
    }
  }

  /** The series of the data point. */
  Named ofPoint() throws BodyRefusedException {
    key.truncate(pointEnd);
    return named();
  }

  /** The series of a bucket up to a bound. */
  Named ofBucket(String bound) throws BodyRefusedException {
    key.truncate(pointEnd);
    key.text(BOUND, bound);
    return named();
  }

  /** The series of a quantile. */
  Named ofQuantile(String quantile) throws BodyRefusedException {
    key.truncate(pointEnd);
    key.text(QUANTILE, quantile);
    return named();
  }

  private Named named() throws BodyRefusedException {
    if (key.size() > MAX_BYTES) {
      return TOO_LONG;
    }
    Named remembered = known.find(key.buffer(), 0, key.size());
    return remembered == null ? known.read(key.buffer(), 0, key.size(), reader) : remembered;
  }

  private static Named read(ProtobufReader fields, LabelNaming naming) throws BodyRefusedException {
    Map<String, String> ofResource = new HashMap<>();
    Map<String, String> labels = new HashMap<>();
    String name = "";
    Named.Refused refused = null;
    while (refused == null && fields.next()) {
      switch (fields.field()) {
        case OF_RESOURCE -> refused = read(fields.message(), ofResource);
        case METRIC -> name = fields.text();
        case OF_POINT -> refused = read(fields.message(), labels);
        case BOUND -> refused = add(BOUND_LABEL, fields.text(), labels, ofResource);
        case QUANTILE -> refused = add(QUANTILE_LABEL, fields.text(), labels, ofResource);
        default -> throw new IllegalStateException("field " + fields.field() + " is not ours");
      }
    }
    if (refused != null) {
      return refused;
    }
    ofResource.forEach(labels::putIfAbsent);
    return name == null || name.isEmpty() ? NAMELESS : naming.of(name, labels);
  }

  /** Adds a label of ours, which must not take the place of another one. */
  private static Named.@Nullable Refused add(
      String name,
      @Nullable String value,
      Map<String, String> labels,
      Map<String, String> ofResource) {
    return labels.put(name, value) == null && !ofResource.containsKey(name)
        ? null
        : new Named.Refused(
            "the attribute \"%s\" has the name of the label that tells the parts of the metric apart; give it another name"
                .formatted(name));
  }

  private static Named.@Nullable Refused read(ProtobufReader attribute, Map<String, String> labels)
      throws BodyRefusedException {
    String name = "";
    String value = "";
    while (attribute.next()) {
      switch (attribute.field()) {
        case KEY -> name = attribute.text();
        case VALUE -> value = AttributeText.of(attribute.message());
        default -> {
          // Of a later version.
        }
      }
      if (name == null || value == null) {
        return UNREADABLE;
      }
    }
    return labels.put(name, value) == null
        ? null
        : new Named.Refused("the attribute \"%s\" is given twice".formatted(name));
  }
}
