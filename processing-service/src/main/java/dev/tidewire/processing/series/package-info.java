/** The series that records name, and what the database knows of them. */
@NullMarked
package dev.tidewire.processing.series;

import org.jspecify.annotations.NullMarked;
