package dev.tidewire.local.kafka;

/**
 * A second listener of the broker, behind a proxy. The broker directs its clients to the proxy.
 *
 * @param port where the broker listens
 * @param advertisedPort where the proxy listens; the broker advertises this port
 */
public record ProxiedListener(int port, int advertisedPort) {}
