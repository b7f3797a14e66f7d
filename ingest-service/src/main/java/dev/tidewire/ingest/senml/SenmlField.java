package dev.tidewire.ingest.senml;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a record of SenML that are read, with their labels in JSON. */
enum SenmlField {
  BASE_NAME("bn"),
  BASE_TIME("bt"),
  BASE_UNIT("bu"),
  BASE_VALUE("bv"),
  BASE_SUM("bs"),
  BASE_VERSION("bver"),
  NAME("n"),
  UNIT("u"),
  TIME("t"),
  VALUE("v"),
  BOOLEAN("vb"),
  STRING("vs"),
  DATA("vd"),
  SUM("s");

  private static final Map<String, SenmlField> BY_LABEL =
      Stream.of(values()).collect(Collectors.toMap(SenmlField::label, Function.identity()));

  private final String label;

  SenmlField(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  boolean isBase() {
    return compareTo(BASE_VERSION) <= 0;
  }

  static @Nullable SenmlField of(String label) {
    return BY_LABEL.get(label);
  }
}
