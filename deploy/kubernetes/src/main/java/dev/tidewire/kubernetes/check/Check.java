package dev.tidewire.kubernetes.check;

import dev.tidewire.kubernetes.Rendering;
import java.util.stream.Stream;

/** One thing that has to be true of every overlay. */
interface Check {
  Stream<Finding> findings(Rendering rendering);
}
