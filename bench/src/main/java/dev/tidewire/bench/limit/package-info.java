/**
 * The limits: programs, each in a JVM of its own, that do one thing that Tidewire cannot do without
 * and nothing else. What they reach here and now is what Tidewire is measured against.
 */
@NullMarked
package dev.tidewire.bench.limit;

import org.jspecify.annotations.NullMarked;
