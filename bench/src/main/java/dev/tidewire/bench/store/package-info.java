/**
 * Storing, from the first request to the last chunk, beside a bare insert of rows and other stores.
 */
@NullMarked
package dev.tidewire.bench.store;

import org.jspecify.annotations.NullMarked;
