package dev.tidewire.processing.intake;

/**
 * One of several readings with the same series and time.
 *
 * @param source the record that holds it
 */
public record Occurrence(double value, SourceRecord source) {}
