import { expect } from 'chai';
import type { PlannedRequest } from '../../../src/load/plan/plan.ts';
import type { RequestRecord } from '../../../src/measuring/summary/request-record.ts';

/** `count` heavy requests, one every `everyMs`, each of a size of its own around `sizeMs`. */
export function steadyPlan(count: number, everyMs: number, sizeMs: number): PlannedRequest[] {
  return Array.from({ length: count }, (_, seq) => ({
    seq,
    atMs: seq * everyMs,
    class: 'heavy',
    type: seq % 3 === 0 ? 'report' : 'spin',
    sizeMs: sizeMs + seq / 1000,
    key: '',
    warmup: false,
  }));
}

export function withType(
  plan: readonly PlannedRequest[],
  type: string,
  at: readonly number[],
): PlannedRequest[] {
  return plan.map((request) => (at.includes(request.seq) ? { ...request, type } : request));
}

export function outcomes(records: readonly RequestRecord[]): string[] {
  return records.map((record) => record.outcome);
}

/** The server echoes type and size, so an answer given to the wrong request shows. */
export function expectOwnAnswers(records: readonly RequestRecord[], plan: readonly PlannedRequest[]): void {
  for (const record of records) {
    const planned = plan[record.seq]!;
    if (record.outcome !== 'ok' || planned.class === 'light') continue;
    expect(record.serviceMs, `size of request ${record.seq}`).to.be.closeTo(planned.sizeMs!, 1e-6);
    expect(record.jobWorker, `type of request ${record.seq}`).to.equal(planned.type.length);
    // A server's timer may be 1 ms early.
    expect(record.endedMs - record.sentMs, `time of request ${record.seq}`).to.be.at.least(
      planned.sizeMs! - 2,
    );
  }
}

export function expectOneRecordEach(
  records: readonly RequestRecord[],
  plan: readonly PlannedRequest[],
): void {
  expect(records.map((record) => record.seq)).to.deep.equal(plan.map((request) => request.seq));
  expect(records.map((record) => record.intendedMs)).to.deep.equal(plan.map((request) => request.atMs));
}

/** A connection carries one request at a time. */
export function expectNoOverlap(records: readonly RequestRecord[]): void {
  const freeAtMs = new Map<number, number>();
  for (const record of records) {
    if (record.connection < 0) continue;
    const free = freeAtMs.get(record.connection) ?? 0;
    expect(record.sentMs, `request ${record.seq} on connection ${record.connection}`).to.be.at.least(free);
    freeAtMs.set(record.connection, record.endedMs);
  }
}
