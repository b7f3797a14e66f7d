/** InfluxDB's line protocol, and answers in the form that its clients expect. Pure. */
@NullMarked
package dev.tidewire.ingest.influx;

import org.jspecify.annotations.NullMarked;
