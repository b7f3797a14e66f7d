/**
 * Which part of the readings a page has, and where the next page continues. Pure: nothing here
 * knows HTTP or the database.
 */
@NullMarked
package dev.tidewire.query.page;

import org.jspecify.annotations.NullMarked;
