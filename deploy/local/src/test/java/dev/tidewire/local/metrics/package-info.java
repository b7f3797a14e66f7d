/** The metrics of the services, and their documentation. */
@NullMarked
package dev.tidewire.local.metrics;

import org.jspecify.annotations.NullMarked;
