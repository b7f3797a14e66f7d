package dev.tidewire.e2e.load;

import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that is known once the faults are over.
 *
 * @param sent the numbers of the readings that were sent, whatever the answer
 * @param acknowledged those among them that were answered with 202
 * @param topic what the readings topic holds of them
 * @param stored what the database holds of them
 * @param dead the dead letters
 * @param poison what was sent in order to become a dead letter
 * @param backlog records that processing has still to commit after the time it is given
 */
record Facts(
    BitSet sent,
    BitSet acknowledged,
    Sightings topic,
    Sightings stored,
    List<Dead> dead,
    Set<Dead> poison,
    long backlog) {}
