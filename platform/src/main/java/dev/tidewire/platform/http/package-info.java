/**
 * Error answers of the HTTP server itself: whatever Netty, Vert.x or Quarkus refuses before or
 * beside a service's own routes is answered with a problem, too.
 */
@NullMarked
package dev.tidewire.platform.http;

import org.jspecify.annotations.NullMarked;
