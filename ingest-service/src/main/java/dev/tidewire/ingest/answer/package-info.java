/** What a request is answered: the statuses, the problems and their bodies. Pure. */
@NullMarked
package dev.tidewire.ingest.answer;

import org.jspecify.annotations.NullMarked;
