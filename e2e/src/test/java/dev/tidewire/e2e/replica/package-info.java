/** Several replicas of a service, and replicas that replace each other. */
@NullMarked
package dev.tidewire.e2e.replica;

import org.jspecify.annotations.NullMarked;
