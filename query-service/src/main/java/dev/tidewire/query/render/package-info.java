/**
 * Rows as JSON, NDJSON and CSV. Written by hand, because rendering takes most of the time of a
 * large answer. Pure.
 */
@NullMarked
package dev.tidewire.query.render;

import org.jspecify.annotations.NullMarked;
