package dev.tidewire.processing.intake;

/**
 * A reading of a place where there may be others.
 *
 * @param source the record that holds it
 */
public record Occurrence(double value, SourceRecord source) {}
