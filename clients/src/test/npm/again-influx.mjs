// Writes a batch of points that the library sends again by itself until it is accepted.
import { InfluxDB, Point } from '@influxdata/influxdb-client'

const [url, sensor, from, count] = process.argv.slice(2)
const writes = new InfluxDB({ url, token: 'tw_any' }).getWriteApi('-', '-', 'ms', {
  batchSize: Number(count),
  minRetryDelay: 500,
  writeFailed: (error) => console.log(`refused with ${error.statusCode}`),
  writeSuccess: () => writes.close(),
})
for (let i = 0; i < Number(count); i++) {
  writes.writePoint(new Point('temperature').tag('host', sensor).floatField('value', i).timestamp(Number(from) + i))
}
