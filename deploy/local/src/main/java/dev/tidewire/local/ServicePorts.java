package dev.tidewire.local;

/**
 * Where a service listens.
 *
 * @param http for its clients
 * @param management for operators: health, metrics, the description of its API
 */
public record ServicePorts(int http, int management) {}
