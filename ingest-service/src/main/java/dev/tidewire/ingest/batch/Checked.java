package dev.tidewire.ingest.batch;

/** A series, or its description, of which nothing is wrong; or what is wrong with it. */
sealed interface Checked permits Description, KnownSeries, Violation {}
