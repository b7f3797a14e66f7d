package dev.tidewire.processing.mirror;

import org.jspecify.annotations.Nullable;

/**
 * A letter and what has become of it.
 *
 * @param letter in a list without a key or value that is long
 * @param keySize the key's length in bytes, or null when there is none
 * @param valueSize the value's length in bytes, or null when there is none
 * @param action what changed the state, or null while it is open
 * @param stored the value that is stored now for the series and time of the letter's one reading,
 *     which a redrive would overwrite; null when there is none, or nobody has looked
 */
public record MirroredLetter(
    Letter letter,
    @Nullable Integer keySize,
    @Nullable Integer valueSize,
    LetterState state,
    @Nullable Action action,
    @Nullable Double stored) {}
