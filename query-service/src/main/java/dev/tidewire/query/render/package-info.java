/**
 * Answers as bytes: JSON, NDJSON, CSV and problems, written by hand because this is where the time
 * of a large answer goes. Pure.
 */
@NullMarked
package dev.tidewire.query.render;

import org.jspecify.annotations.NullMarked;
