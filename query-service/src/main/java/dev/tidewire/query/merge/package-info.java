/**
 * What blocks and chunks say together: of two readings with the same series and time, the one that
 * was written last. Pure: nothing here knows the database.
 */
@NullMarked
package dev.tidewire.query.merge;

import org.jspecify.annotations.NullMarked;
