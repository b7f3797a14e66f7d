package dev.tidewire.contract.frame;

/** The result of decoding a frame. */
public sealed interface DecodedFrame permits ReadingColumns, BrokenFrame {}
