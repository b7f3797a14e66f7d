package dev.tidewire.bench.measure;

/**
 * Readings on their whole way, and the limits of its two halves.
 *
 * @param stored from the first request to the last row
 * @param producer a bare producer to the same broker
 * @param insert a bare insert into the same database
 * @param space what the stored readings take up
 */
public record StoreFigures(
    WorkFigures stored, WorkFigures producer, WorkFigures insert, SpaceFigures space) {}
