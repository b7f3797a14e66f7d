package dev.tidewire.processing.store;

/**
 * A statement of the store.
 *
 * @param name its operation and its table, as the spans of traces are called
 * @param sql with placeholders, never with a reading in it
 */
record Statement(String name, String sql) {}
