/** Files that others may replace at any time, by anything. Reads files only. */
@NullMarked
package dev.tidewire.platform.file;

import org.jspecify.annotations.NullMarked;
