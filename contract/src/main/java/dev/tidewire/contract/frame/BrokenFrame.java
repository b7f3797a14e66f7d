package dev.tidewire.contract.frame;

/**
 * Bytes that are not a frame, or a frame that does not hold what was put into it.
 *
 * @param detail which rule they break, in words
 */
public record BrokenFrame(String detail) implements DecodedFrame, OpenedFrame {}
