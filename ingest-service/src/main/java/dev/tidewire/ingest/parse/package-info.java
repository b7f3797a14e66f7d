/**
 * From the bytes of a body to readings: JSON, NDJSON and CSV, read as a stream, strictly. Whatever
 * the bytes are, the outcome is a value. Pure.
 */
@NullMarked
package dev.tidewire.ingest.parse;

import org.jspecify.annotations.NullMarked;
