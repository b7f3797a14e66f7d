/** The stack with certificates, passwords and access rules. */
@NullMarked
package dev.tidewire.e2e.secure;

import org.jspecify.annotations.NullMarked;
