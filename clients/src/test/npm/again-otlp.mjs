// Exports once what the library sends again by itself until it is accepted.
import { diag, DiagLogLevel } from '@opentelemetry/api'
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'

const [url, sensor] = process.argv.slice(2)
const print = (text) => console.log(text)
diag.setLogger({ verbose: print, debug: () => {}, info: print, warn: print, error: print }, DiagLogLevel.VERBOSE)

const timeout = 60_000
const exporter = new OTLPMetricExporter({ url: `${url}/v1/metrics`, timeoutMillis: timeout })
const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: timeout, exportTimeoutMillis: timeout })
const provider = new MeterProvider({ resource: resourceFromAttributes({ 'host.name': sensor }), readers: [reader] })
provider.getMeter('plant').createCounter('starts').add(3)
await reader.forceFlush()
process.exit(0)
