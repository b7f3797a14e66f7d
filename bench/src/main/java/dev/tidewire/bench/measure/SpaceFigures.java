package dev.tidewire.bench.measure;

/**
 * What a reading takes up when it comes in batches of 1000.
 *
 * @param topicBytes one copy on the readings topic
 * @param walBytes written to the database's log, full pages after a checkpoint among them
 * @param tableBytes the row and its place in the index
 */
public record SpaceFigures(double topicBytes, double walBytes, double tableBytes) {}
