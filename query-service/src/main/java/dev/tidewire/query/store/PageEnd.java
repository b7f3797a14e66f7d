package dev.tidewire.query.store;

import dev.tidewire.query.page.ReadingPosition;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended.
 *
 * @param readings how many it held
 * @param next the reading to continue after, or null when there are no more
 */
public record PageEnd(int readings, @Nullable ReadingPosition next) {}
