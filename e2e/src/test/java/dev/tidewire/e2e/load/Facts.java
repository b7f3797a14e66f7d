package dev.tidewire.e2e.load;

import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that is known when the faults are over.
 *
 * @param sent the numbers of the readings that were sent, whatever the answer
 * @param acknowledged those among them that were answered with 202
 * @param topic those in the readings topic
 * @param stored those in the database
 * @param dead the dead letters
 * @param poison what was sent in order to become a dead letter
 * @param backlog records that processing has not committed within the time it was given
 */
record Facts(
    BitSet sent,
    BitSet acknowledged,
    Sightings topic,
    Sightings stored,
    List<Dead> dead,
    Set<Dead> poison,
    long backlog) {}
