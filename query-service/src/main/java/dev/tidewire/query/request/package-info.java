/** Reads query parameters into requests, or says what is wrong with each of them. Pure. */
@NullMarked
package dev.tidewire.query.request;

import org.jspecify.annotations.NullMarked;
