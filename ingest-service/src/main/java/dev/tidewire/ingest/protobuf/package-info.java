/** The wire format of protobuf, without generated classes. Pure. */
@NullMarked
package dev.tidewire.ingest.protobuf;

import org.jspecify.annotations.NullMarked;
