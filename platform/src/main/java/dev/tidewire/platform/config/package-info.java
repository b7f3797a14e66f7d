/** What every service checks of its configuration before it starts. Pure. */
@NullMarked
package dev.tidewire.platform.config;

import org.jspecify.annotations.NullMarked;
