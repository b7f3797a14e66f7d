package dev.tidewire.platform.query;

import java.util.List;

/**
 * What makes two requests pages of the same query: its kind and everything that decides which rows
 * it has and in which order, but not how many of them a page shows or how they are written.
 */
public record QueryIdentity(String kind, List<String> filters) {}
