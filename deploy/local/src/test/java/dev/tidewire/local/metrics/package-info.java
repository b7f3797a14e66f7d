/** What the services measure, against what is written about it. */
@NullMarked
package dev.tidewire.local.metrics;

import org.jspecify.annotations.NullMarked;
