/** Who may use a service. */
@NullMarked
package dev.tidewire.platform.security;

import org.jspecify.annotations.NullMarked;
