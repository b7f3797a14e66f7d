/** TLS of the HTTP server: its certificate, who has to show one, and what fails. */
@NullMarked
package dev.tidewire.platform.tls;

import org.jspecify.annotations.NullMarked;
