/**
 * The query of a URL: its parameters read, or what is wrong with each of them, and the cursors that
 * lead to its next page. Pure.
 */
@NullMarked
package dev.tidewire.platform.query;

import org.jspecify.annotations.NullMarked;
