# The topics, as in the contract.
until (exec 3<>/dev/tcp/tidewire-kafka/9092) 2>/dev/null; do
  echo 'Waiting for tidewire-kafka:9092'
  sleep 2
done
create() {
  topic=$1; shift
  /opt/kafka/bin/kafka-topics.sh --bootstrap-server tidewire-kafka:9092 --create --if-not-exists \
    --topic "$topic" --replication-factor 1 "$@"
}
create tidewire.readings.v1 \
  --partitions 12 \
  --config cleanup.policy=delete \
  --config retention.ms=604800000 \
  --config max.message.bytes=1048588 \
  --config compression.type=uncompressed
create tidewire.dead-letters.v1 \
  --partitions 12 \
  --config cleanup.policy=delete \
  --config retention.ms=-1 \
  --config max.message.bytes=2097152 \
  --config compression.type=producer
create tidewire.audit.v1 \
  --partitions 1 \
  --config cleanup.policy=delete \
  --config retention.ms=7776000000 \
  --config max.message.bytes=131072 \
  --config compression.type=producer \
  --config message.timestamp.type=LogAppendTime
create tidewire.idempotency.v1 \
  --partitions 1 \
  --config cleanup.policy=delete \
  --config retention.ms=86400000 \
  --config retention.bytes=536870912 \
  --config segment.ms=3600000 \
  --config segment.bytes=67108864 \
  --config max.message.bytes=131072 \
  --config compression.type=producer \
  --config message.timestamp.type=LogAppendTime
