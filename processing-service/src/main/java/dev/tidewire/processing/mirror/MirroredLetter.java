package dev.tidewire.processing.mirror;

import org.jspecify.annotations.Nullable;

/**
 * A letter and its state.
 *
 * @param letter lists leave out a long key or value
 * @param keySize the key's length in bytes, or null without a key
 * @param valueSize the value's length in bytes, or null without a value
 * @param action the action that changed the state, or null while it is open
 * @param stored the value that is stored now for the series and time of the letter's one reading,
 *     which a redrive would overwrite; null when nothing is stored, and in lists
 */
public record MirroredLetter(
    Letter letter,
    @Nullable Integer keySize,
    @Nullable Integer valueSize,
    LetterState state,
    @Nullable Action action,
    @Nullable Double stored) {}
