/** What operators ask and tell the pipeline over HTTP. */
@NullMarked
package dev.tidewire.processing.http;

import org.jspecify.annotations.NullMarked;
