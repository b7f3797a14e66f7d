/**
 * What the services agree on: the reading, its batch on the wire, the topics and their headers, and
 * the database schema ({@code db/migration}). Plain Java without dependencies on a service.
 */
@NullMarked
package dev.tidewire.contract;

import org.jspecify.annotations.NullMarked;
