/** Which formats and answers a path has, and what a request asks for. Pure. */
@NullMarked
package dev.tidewire.ingest.route;

import org.jspecify.annotations.NullMarked;
