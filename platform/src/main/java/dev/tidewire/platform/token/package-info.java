/** Signed tokens: what they must be, by which keys they are signed, and what they grant. */
@NullMarked
package dev.tidewire.platform.token;

import org.jspecify.annotations.NullMarked;
