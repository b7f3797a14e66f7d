package dev.tidewire.contract;

/** The result of decoding a record of the readings topic. */
public sealed interface DecodedBatch permits ReadingBatch, Malformed {}
