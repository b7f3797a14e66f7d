package dev.tidewire.local.kafka;

/**
 * A second listener of the broker, behind a proxy: clients that come by it are sent back to it.
 *
 * @param port where the broker listens
 * @param advertisedPort where the proxy listens, which the broker gives out as its own
 */
public record ProxiedListener(int port, int advertisedPort) {}
