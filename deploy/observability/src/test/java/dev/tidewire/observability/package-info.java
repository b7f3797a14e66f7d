/** Alerts, dashboards and the pages that explain them, held against each other. */
@NullMarked
package dev.tidewire.observability;

import org.jspecify.annotations.NullMarked;
