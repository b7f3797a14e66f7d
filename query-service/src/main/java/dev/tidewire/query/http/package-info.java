/** HTTP: parameters in, answers out. Decides nothing. */
@NullMarked
package dev.tidewire.query.http;

import org.jspecify.annotations.NullMarked;
