package dev.tidewire.bench.measure;

import dev.tidewire.bench.machine.Part;
import java.util.Map;

/**
 * Resident bytes of each process.
 *
 * @param idle after the start, before any load
 * @param peak the most that was seen during the whole run
 * @param heapMebibytes the heap that each JVM is allowed
 */
public record MemoryFigures(
    Map<Part, Long> idle, Map<Part, Long> peak, Map<Part, Long> heapMebibytes) {}
