/** From an overlay's folder to the objects of Kubernetes. */
@NullMarked
package dev.tidewire.kubernetes.kustomize;

import org.jspecify.annotations.NullMarked;
