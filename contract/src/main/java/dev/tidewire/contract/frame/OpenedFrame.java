package dev.tidewire.contract.frame;

/** The result of opening a frame. */
public sealed interface OpenedFrame permits FrameReader, BrokenFrame {}
