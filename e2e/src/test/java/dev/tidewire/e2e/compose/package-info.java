/** {@code deploy/compose/compose.yaml}, read and started without Docker Compose. */
@NullMarked
package dev.tidewire.e2e.compose;

import org.jspecify.annotations.NullMarked;
