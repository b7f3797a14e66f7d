package dev.tidewire.platform.waiting;

import org.jspecify.annotations.Nullable;

/**
 * How a wait has ended.
 *
 * @param isMet whether what was waited for is so
 * @param isCrowded whether it ended at once because too many wait already
 * @param last the last answer; null without one
 * @param failure why the last question had no answer; null if it had one
 */
public record Waited<S>(
    boolean isMet, boolean isCrowded, @Nullable S last, @Nullable Throwable failure) {}
