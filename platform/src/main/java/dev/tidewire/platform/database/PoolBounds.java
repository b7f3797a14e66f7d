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
 * @param session settings of every session, by name
 */
public record PoolBounds(
    int maxWaiting,
    Duration maxWait,
    Duration connectTimeout,
    Duration longestStatement,
    Map<String, String> session) {}
