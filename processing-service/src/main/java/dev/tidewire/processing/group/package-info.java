/**
 * This process as a member of its consumer groups: what it owns, what it commits, how it leaves.
 */
@NullMarked
package dev.tidewire.processing.group;

import org.jspecify.annotations.NullMarked;
