package dev.tidewire.processing.mirror;

/**
 * A request to redrive or discard the open letters of a selection.
 *
 * @param asked the selection and the rate, as JSON
 * @param dryRun only count the letters
 * @param ratePerSecond maximum letters per second, 1 or more
 */
public record ActionOrder(
    ActionKind kind,
    Selection selection,
    String asked,
    String who,
    boolean dryRun,
    int ratePerSecond) {}
