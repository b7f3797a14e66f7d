/** What the overlays come to: the objects that a cluster is given, and the pods that they start. */
@NullMarked
package dev.tidewire.kubernetes;

import org.jspecify.annotations.NullMarked;
