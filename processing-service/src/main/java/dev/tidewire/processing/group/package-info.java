/** This process in its consumer groups: what it owns, what it commits, and how it leaves. */
@NullMarked
package dev.tidewire.processing.group;

import org.jspecify.annotations.NullMarked;
