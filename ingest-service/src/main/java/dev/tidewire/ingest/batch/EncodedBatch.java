package dev.tidewire.ingest.batch;

/**
 * A batch ready to be sent.
 *
 * @param partition of the readings topic
 * @param bytes encoded by {@link dev.tidewire.contract.ReadingBatchCodec}; must not be changed
 * @param readings how many it holds
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record EncodedBatch(int partition, byte[] bytes, int readings) {}
