/** Error answers as RFC 9457 defines them: one table of types for all services. Pure. */
@NullMarked
package dev.tidewire.platform.problem;

import org.jspecify.annotations.NullMarked;
