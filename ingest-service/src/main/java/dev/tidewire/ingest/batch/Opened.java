package dev.tidewire.ingest.batch;

/** The series of a measurement, or what is wrong with it. */
sealed interface Opened permits OpenSeries, Violation {}
