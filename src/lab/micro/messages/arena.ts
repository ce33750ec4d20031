import { Bench } from 'tinybench';
import { decode } from '../../../cluster/wire/decode.ts';
import { encode } from '../../../cluster/wire/encode.ts';
import { RandomStream } from '../../../core/random-stream.ts';
import { shuffled } from '../../../core/shuffled.ts';
import { answerTask } from '../forked.ts';
import { SAMPLES } from './samples.ts';

export interface MessageTask {
  readonly sampleMs: number;
  readonly seed: number;
}

/** Conversions to and from the text of Node's channel: as arrays, and as equivalent nested objects. */
export interface ConversionNs {
  arraysWrite: number;
  objectsWrite: number;
  arraysRead: number;
  objectsRead: number;
}

/** A single conversion is too short for the clock. */
const PER_SAMPLE = 1000;

/** The process that measures every conversion of every kind of message once. */
answerTask(async (raw) => {
  const { sampleMs, seed } = raw as MessageTask;
  const measurements = SAMPLES.flatMap((message, kind) => {
    const arrays = JSON.stringify(encode(message));
    const objects = JSON.stringify(message);
    const conversions: Record<keyof ConversionNs, () => unknown> = {
      arraysWrite: () => JSON.stringify(encode(message)),
      objectsWrite: () => JSON.stringify(message),
      arraysRead: () => decode(JSON.parse(arrays)),
      objectsRead: () => JSON.parse(objects),
    };
    return Object.entries(conversions).map(([name, convert]) => ({ kind, name, convert }));
  });
  const ns = SAMPLES.map(
    (): ConversionNs => ({ arraysWrite: 0, objectsWrite: 0, arraysRead: 0, objectsRead: 0 }),
  );
  for (const { kind, name, convert } of shuffled(measurements, new RandomStream(seed, 'conversions'))) {
    const of = ns[kind] as ConversionNs;
    of[name as keyof ConversionNs] = nsEach(convert, sampleMs);
  }
  return ns;
});

function nsEach(convert: () => unknown, sampleMs: number): number {
  const bench = new Bench({ warmupTime: sampleMs, time: sampleMs, iterations: 1, throws: true });
  bench.add(
    'conversion',
    () => {
      for (let i = 0; i < PER_SAMPLE; i++) convert();
    },
    { async: false },
  );
  bench.runSync();
  const result = bench.tasks[0]?.result;
  if (result?.state !== 'completed') throw new Error(`tinybench ended as ${result?.state}`);
  return (result.latency.p50 * 1e6) / PER_SAMPLE;
}
