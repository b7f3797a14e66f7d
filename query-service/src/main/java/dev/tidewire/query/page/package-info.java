/**
 * Which part of the readings a page shows and how the next page goes on from it. Pure: nothing here
 * knows HTTP or the database.
 */
@NullMarked
package dev.tidewire.query.page;

import org.jspecify.annotations.NullMarked;
