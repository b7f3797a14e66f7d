/** Which series there are, and which of them a request is about. Pure. */
@NullMarked
package dev.tidewire.query.series;

import org.jspecify.annotations.NullMarked;
