package dev.tidewire.platform.token;

import dev.tidewire.platform.access.SensorPatterns;

/**
 * The claims of a token that say what its caller may do.
 *
 * @param scope the name of the claim with scopes
 * @param scopePrefix what Tidewire's scopes begin with in this claim; may be empty
 * @param write the name of the claim with patterns of the sensors whose readings it may send
 * @param read the name of the claim with patterns of the sensors that it may see
 * @param defaultWrite what tokens without the claim may send
 * @param defaultRead what tokens without the claim may see
 */
public record GrantClaims(
    String scope,
    String scopePrefix,
    String write,
    String read,
    SensorPatterns defaultWrite,
    SensorPatterns defaultRead) {}
