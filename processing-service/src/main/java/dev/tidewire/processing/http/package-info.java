/** The service over HTTP, for operators: what is asked, what is answered, and how it says no. */
@NullMarked
package dev.tidewire.processing.http;

import org.jspecify.annotations.NullMarked;
