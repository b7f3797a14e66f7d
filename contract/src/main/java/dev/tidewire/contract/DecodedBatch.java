package dev.tidewire.contract;

/** What the bytes of a record on the readings topic turned out to be. */
public sealed interface DecodedBatch permits ReadingBatch, Malformed {}
