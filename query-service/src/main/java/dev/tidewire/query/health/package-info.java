/** Whether the service can answer now. */
@NullMarked
package dev.tidewire.query.health;

import org.jspecify.annotations.NullMarked;
