package dev.tidewire.ingest.batch;

/**
 * Why an item cannot be taken.
 *
 * @param path JSON pointer of the offending part within the item; empty for the item itself
 * @param detail in words for the sender
 */
public record Violation(String path, String detail) implements Checked, Opened {}
