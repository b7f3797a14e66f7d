package dev.tidewire.processing.schema;

/**
 * Something on our tables that no migration has made.
 *
 * @param what its kind, its name and its table, in words
 * @param removal a statement that removes it
 */
record ForeignObject(String what, String removal) {}
