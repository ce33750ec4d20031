import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { factsOf, type LogFacts } from '../../../bench/advice/log-facts.ts';
import type { Source } from '../../../demand/recovered.ts';
import { formatsNamed } from '../../../logs/formats/formats.ts';
import { readLog } from '../../../logs/read-log.ts';
import { answerTask } from '../forked.ts';

export interface ReadingTask {
  readonly path: string;
  readonly formatString: string | null;
}

export interface RouteFound {
  readonly name: string;
  readonly requests: number;
  readonly responseMeanMs: number;
  readonly service: { readonly mean: number; readonly p50: number; readonly p95: number };
}

/** What came out of a log, and what that took. */
export interface Reading {
  readonly format: string;
  readonly lines: number;
  /** Of this process while it read; its helper threads included. */
  readonly cpuSeconds: number;
  readonly seconds: number;
  readonly peakMemoryBytes: number;
  /** The same after service times were recovered. */
  readonly peakMemoryWithFactsBytes: number;
  readonly source: Source;
  readonly workers: number | null;
  readonly doubts: number;
  readonly heavy: readonly RouteFound[];
  /** Of all that advice is computed from: arrivals, types, service times and the peak. */
  readonly digest: string;
}

/** The process that reads one log. */
answerTask(async (given): Promise<Reading> => {
  const { path, formatString } = given as ReadingTask;
  const startMs = performance.now();
  const startCpu = process.cpuUsage();
  const log = await readLog(
    [path],
    formatString === null ? undefined : formatsNamed(formatString),
    [],
    () => {},
  );
  const seconds = (performance.now() - startMs) / 1000;
  const { user, system } = process.cpuUsage(startCpu);
  const peakMemoryBytes = peakMemory();
  const facts = factsOf(log, { heavy: [], processors: null });
  if (facts === null) throw new Error(`no route of ${path} is heavy`);
  const { recovered, doubts, heavy } = facts;
  return {
    format: log.format.name,
    lines: log.lines,
    cpuSeconds: (user + system) / 1e6,
    seconds,
    peakMemoryBytes,
    peakMemoryWithFactsBytes: peakMemory(),
    source: recovered.source,
    workers: recovered.inversion?.workers ?? null,
    doubts: doubts.length,
    heavy: heavy.map(({ name, requests, responseMs, serviceMs }) => ({
      name,
      requests,
      responseMeanMs: responseMs?.mean ?? 0,
      service: { mean: serviceMs?.mean ?? 0, p50: serviceMs?.p50 ?? 0, p95: serviceMs?.p95 ?? 0 },
    })),
    digest: digestOf(facts),
  };
});

function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

function digestOf({ requests, recovered, servicesMs, peak, heavy }: LogFacts): string {
  const hash = createHash('sha256');
  for (const column of [requests.startMs, requests.endMs, requests.type, recovered.serviceMs, ...servicesMs])
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  return hash
    .update(JSON.stringify([peak, heavy]))
    .digest('hex')
    .slice(0, 16);
}
