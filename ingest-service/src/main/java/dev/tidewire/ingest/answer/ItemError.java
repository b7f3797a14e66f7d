package dev.tidewire.ingest.answer;

/** What is wrong with one item of a body, in words for the sender. */
public record ItemError(String detail, Position position) {}
