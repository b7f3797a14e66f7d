package dev.tidewire.local.importer;

/**
 * Some records of a file.
 *
 * @param records how many they are, blank lines among them
 * @param lines before the piece
 * @param end in the file, behind its last whole line: more may be written to the last one
 * @param endLine how many lines end before that
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Piece(byte[] bytes, int records, long lines, long end, long endLine) {}
