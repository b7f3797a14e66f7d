package dev.tidewire.ingest.otlp;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of OTLP's messages that are read, by their names in JSON. */
final class JsonFields {
  /** How JSON writes a value, and protobuf. */
  enum Type {
    STRING,
    BYTES,
    BOOLEAN,
    INTEGER,
    UNSIGNED,
    FIXED64,
    UNSIGNED_FIXED64,
    DOUBLE,
    MESSAGE
  }

  /**
   * A field.
   *
   * @param fields of the message that it is, or null
   * @param excluded bits of the numbers of fields beside which it must not be: its own, and those
   *     of its {@code oneof}
   */
  record Field(
      int number,
      Type type,
      boolean isRepeated,
      @Nullable Map<String, Field> fields,
      int excluded) {
    private Field(int number, Type type, boolean isRepeated, @Nullable Map<String, Field> fields) {
      this(number, type, isRepeated, fields, 1 << number);
    }

    private Field repeated() {
      return new Field(number, type, true, fields, excluded);
    }

    private Field oneOf(int numbers) {
      return new Field(number, type, isRepeated, fields, numbers);
    }
  }

  /** Which kind of data a metric has. */
  private static final int DATA = 1 << 5 | 1 << 7 | 1 << 9 | 1 << 10 | 1 << 11;

  /** Of which type the value of an attribute is. */
  private static final int ANY = 0xFE;

  /** Two values of a data point cost only the point, so they are found where it is read. */
  private static final int OF_POINT = 0;

  /** Of a request. */
  static final Map<String, Field> REQUEST = request();

  private JsonFields() {}

  private static Map<String, Field> request() {
    Field attributes = message(0, keyValue());
    Map<String, Field> scopeMetrics = Map.of("metrics", message(2, metric(attributes)).repeated());
    Map<String, Field> resource = Map.of("attributes", at(1, attributes));
    Map<String, Field> resourceMetrics =
        Map.of(
            "resource", message(1, resource),
            "scopeMetrics", message(2, scopeMetrics).repeated());
    return Map.of("resourceMetrics", message(1, resourceMetrics).repeated());
  }

  private static Map<String, Field> metric(Field attributes) {
    Map<String, Field> numbers =
        Map.of(
            "attributes", at(PointKind.NUMBER.attributes(), attributes),
            "flags", field(PointKind.NUMBER.flags(), Type.UNSIGNED),
            "timeUnixNano", field(PointKind.TIME, Type.UNSIGNED_FIXED64),
            "asDouble", field(PointKind.DOUBLE, Type.DOUBLE).oneOf(OF_POINT),
            "asInt", field(PointKind.INTEGER, Type.FIXED64).oneOf(OF_POINT));
    Map<String, Field> histograms = distribution(PointKind.HISTOGRAM, attributes);
    histograms.put("bucketCounts", field(PointKind.BUCKETS, Type.UNSIGNED_FIXED64).repeated());
    histograms.put("explicitBounds", field(PointKind.BOUNDS, Type.DOUBLE).repeated());
    Map<String, Field> exponentials = distribution(PointKind.EXPONENTIAL, attributes);
    Map<String, Field> buckets = Map.of("bucketCounts", field(2, Type.UNSIGNED).repeated());
    exponentials.put("positive", message(PointKind.POSITIVE, buckets));
    exponentials.put("negative", message(PointKind.NEGATIVE, buckets));
    Map<String, Field> summaries = distribution(PointKind.SUMMARY, attributes);
    Map<String, Field> quantiles =
        Map.of("quantile", field(1, Type.DOUBLE), "value", field(2, Type.DOUBLE));
    summaries.put("quantileValues", message(PointKind.QUANTILES, quantiles).repeated());
    return Map.of(
        "name", field(1, Type.STRING),
        "unit", field(3, Type.STRING),
        "gauge", data(5, numbers),
        "sum", data(7, numbers),
        "histogram", data(9, histograms),
        "exponentialHistogram", data(10, exponentials),
        "summary", data(11, summaries));
  }

  private static Map<String, Field> distribution(PointKind kind, Field attributes) {
    Map<String, Field> fields = new HashMap<>();
    fields.put("attributes", at(kind.attributes(), attributes));
    fields.put("flags", field(kind.flags(), Type.UNSIGNED));
    fields.put("timeUnixNano", field(PointKind.TIME, Type.UNSIGNED_FIXED64));
    fields.put("count", field(PointKind.COUNT, Type.UNSIGNED_FIXED64));
    fields.put("sum", field(PointKind.SUM, Type.DOUBLE));
    if (kind.min() > 0) {
      fields.put("min", field(kind.min(), Type.DOUBLE));
      fields.put("max", field(kind.max(), Type.DOUBLE));
    }
    return fields;
  }

  private static Map<String, Field> keyValue() {
    Map<String, Field> any = new HashMap<>();
    Map<String, Field> keyValue = Map.of("key", field(1, Type.STRING), "value", message(2, any));
    any.put("stringValue", field(1, Type.STRING).oneOf(ANY));
    any.put("boolValue", field(2, Type.BOOLEAN).oneOf(ANY));
    any.put("intValue", field(3, Type.INTEGER).oneOf(ANY));
    any.put("doubleValue", field(4, Type.DOUBLE).oneOf(ANY));
    any.put("arrayValue", message(5, Map.of("values", message(1, any).repeated())).oneOf(ANY));
    any.put(
        "kvlistValue", message(6, Map.of("values", message(1, keyValue).repeated())).oneOf(ANY));
    any.put("bytesValue", field(7, Type.BYTES).oneOf(ANY));
    return keyValue;
  }

  private static Field data(int number, Map<String, Field> points) {
    return message(number, Map.of("dataPoints", message(1, points).repeated())).oneOf(DATA);
  }

  private static Field at(int number, Field attributes) {
    return new Field(number, Type.MESSAGE, true, attributes.fields());
  }

  private static Field field(int number, Type type) {
    return new Field(number, type, false, null);
  }

  private static Field message(int number, Map<String, Field> fields) {
    return new Field(number, Type.MESSAGE, false, fields);
  }
}
