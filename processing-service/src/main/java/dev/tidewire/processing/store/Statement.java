package dev.tidewire.processing.store;

/**
 * A statement of the store.
 *
 * @param name its operation and table, which is also the name of its span
 * @param sql with placeholders; never contains a reading
 */
record Statement(String name, String sql) {}
