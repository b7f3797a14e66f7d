/** Checks what kustomize makes of the overlays. */
@NullMarked
package dev.tidewire.kubernetes;

import org.jspecify.annotations.NullMarked;
