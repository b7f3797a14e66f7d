package dev.tidewire.bench.measure;

import dev.tidewire.bench.machine.Machine;
import org.jspecify.annotations.Nullable;

/**
 * All figures of a run; those of a measurement that was left out are null.
 *
 * @param postgres the server's version
 * @param command what repeats the run
 * @param refusals how often ingest was too busy for a request, which was then sent again
 */
public record Results(
    Machine machine,
    String postgres,
    String command,
    long refusals,
    MemoryFigures memory,
    @Nullable StoreFigures store,
    @Nullable QueryFigures query,
    @Nullable IngestFigures ingest,
    @Nullable SoakFigures soak) {}
