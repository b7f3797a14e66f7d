/** What a request asks for and whether there is room for it, before its body is read. Pure. */
@NullMarked
package dev.tidewire.ingest.request;

import org.jspecify.annotations.NullMarked;
