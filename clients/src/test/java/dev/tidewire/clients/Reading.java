package dev.tidewire.clients;

import java.time.Instant;

/** A reading of a series that is known. */
record Reading(Instant time, double value) {}
