/** Error answers of JAX-RS resources. */
@NullMarked
package dev.tidewire.platform.rest;

import org.jspecify.annotations.NullMarked;
