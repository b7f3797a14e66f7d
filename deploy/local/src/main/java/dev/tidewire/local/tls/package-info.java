/** Certificates for the servers of one machine, signed by a certificate authority of its own. */
@NullMarked
package dev.tidewire.local.tls;

import org.jspecify.annotations.NullMarked;
