package dev.tidewire.platform.database;

import java.time.Duration;
import java.util.Map;

/**
 * What a pool may use and how long it waits.
 *
 * @param maxWaiting most callers that wait for a connection; one more fails at once
 * @param maxWait how long a caller waits for a connection; zero when callers have a deadline of
 *     their own
 * @param connectTimeout how long a connection may take, until the server has accepted the session
 * @param longestStatement the time after which the server itself ends a statement and says so
 * @param frozenAfter the time after which the server ends a session whose client is frozen or cut
 *     off: one that leaves a transaction idle, or that takes nothing of what is sent
 * @param session settings of every session, by name, which start-up parameters make
 */
public record PoolBounds(
    int maxWaiting,
    Duration maxWait,
    Duration connectTimeout,
    Duration longestStatement,
    Duration frozenAfter,
    Map<String, String> session) {}
