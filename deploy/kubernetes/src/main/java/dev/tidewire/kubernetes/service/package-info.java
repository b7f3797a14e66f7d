/** What the services themselves say of their ports, keys and times. */
@NullMarked
package dev.tidewire.kubernetes.service;

import org.jspecify.annotations.NullMarked;
