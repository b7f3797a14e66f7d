package dev.tidewire.processing.mirror;

/**
 * What somebody asks to be done to the open letters of a selection.
 *
 * @param asked the selection, as JSON
 * @param dryRun only count them
 * @param ratePerSecond most letters a second, 1 or more
 */
public record ActionOrder(
    ActionKind kind,
    Selection selection,
    String asked,
    String who,
    boolean dryRun,
    int ratePerSecond) {}
