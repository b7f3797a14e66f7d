package dev.tidewire.ingest.labels;

/** What labels name: a series, or nothing that can be stored. */
public sealed interface Named permits LabelledSeries, Named.Refused {
  /**
   * They break a rule.
   *
   * @param detail which, in words for the sender
   */
  record Refused(String detail) implements Named {}
}
