package dev.tidewire.platform.audit;

import dev.tidewire.platform.access.Access;
import java.util.UUID;

/**
 * What an operator wants to be done.
 *
 * @param id of the record
 * @param operation its {@code operationId}
 * @param address where it comes from
 * @param details what exactly, as a JSON object
 */
public record Order(UUID id, String operation, Access caller, String address, String details) {}
