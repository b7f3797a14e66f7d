/** What the service says when it cannot answer, as RFC 9457 has it. Pure. */
@NullMarked
package dev.tidewire.query.problem;

import org.jspecify.annotations.NullMarked;
