/** What a whole build has tested: its slowest tests, those it skipped, and the promises it kept. */
@NullMarked
package dev.tidewire.docs;

import org.jspecify.annotations.NullMarked;
