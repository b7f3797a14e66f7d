/**
 * What has to be true of an overlay beyond its fields. Every check names the object and what is
 * wrong.
 */
@NullMarked
package dev.tidewire.kubernetes.check;

import org.jspecify.annotations.NullMarked;
