/** HTTP: requests in, answers out. What the answers say is decided elsewhere. */
@NullMarked
package dev.tidewire.query.http;

import org.jspecify.annotations.NullMarked;
