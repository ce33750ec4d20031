import { expect } from 'chai';
import type { SimulatedType } from '../../src/simulation/job-stream.ts';
import { Measures } from '../../src/simulation/measures.ts';

const A: SimulatedType = { type: 'a', typeIndex: 0, estimateMs: 0, key: '', timeoutMs: Infinity };
const B: SimulatedType = { ...A, type: 'b', typeIndex: 1 };
const SPAN = { warmupMs: 10, endMs: 110 };

describe('measures', () => {
  it('obey Little to the last digit where all happens within the span', () => {
    const measures = new Measures(SPAN, [A, B], 2);
    measures.arrived(A, 20, 1);
    measures.arrived(B, 30, 1);
    measures.arrived(A, 35, 1);
    measures.settled(A, 'ok', 20, 50, 30);
    measures.settled(B, 'ok', 30, 52, 2);
    measures.arrived(A, 60, 1);
    measures.settled(A, 'ok', 35, 70, 20);
    measures.settled(A, 'rejected', 60, 60, 0);
    measures.ended();
    const [a, b] = measures.types;
    expect([a!.jobMs, b!.jobMs]).to.deep.equal([65, 22]);
    expect([a!.responseMs.sum, b!.responseMs.sum]).to.deep.equal([65, 22]);
    expect([a!.waitMs.sum, b!.waitMs.sum]).to.deep.equal([15, 20]);
    expect([a!.slowdown.sum, b!.slowdown.sum]).to.deep.equal([30 / 30 + 35 / 20, 22 / 2]);
  });

  it('count jobs in the system within the span only, up to its very end', () => {
    const measures = new Measures(SPAN, [A, B], 2);
    measures.arrived(A, 0, 1);
    measures.settled(A, 'ok', 0, 15, 15);
    measures.arrived(A, 100, 1);
    measures.arrived(B, 105, 1);
    measures.settled(A, 'ok', 100, 150, 50);
    measures.ended();
    expect(measures.types.map(({ jobMs }) => jobMs)).to.deep.equal([5 + 10, 5]);
  });

  it('take ends in any order: a reply that is still on its way is known before what happens meanwhile', () => {
    const measures = new Measures(SPAN, [A], 1);
    measures.arrived(A, 20, 1);
    measures.settled(A, 'ok', 20, 40, 10);
    measures.arrived(A, 30, 1);
    measures.settled(A, 'ok', 30, 60, 10);
    measures.ended();
    expect(measures.types[0]!.jobMs).to.equal(20 + 30);
  });

  it('measure jobs that arrive after the warm-up and before the end, however late they end', () => {
    const measures = new Measures(SPAN, [A], 1);
    for (const atMs of [9, 10, 109, 110]) measures.arrived(A, atMs, 1);
    expect(measures.open).to.equal(2);
    for (const atMs of [9, 10, 109, 110]) measures.settled(A, 'ok', atMs, 500, 1);
    const [a] = measures.types;
    expect(measures.offeredMs, 'their work').to.equal(2);
    expect([measures.open, a!.offered, a!.outcomes.ok, a!.responseMs.count]).to.deep.equal([0, 2, 2, 2]);
    expect(a!.responseMs.sum).to.equal(490 + 391);
  });

  it('keep no times of jobs that got no result, but their number', () => {
    const measures = new Measures(SPAN, [A], 1);
    for (const outcome of ['failed', 'timedOut', 'cancelled', 'rejected'] as const) {
      measures.arrived(A, 20, 1);
      measures.settled(A, outcome, 20, 30, 5);
    }
    const [a] = measures.types;
    expect(a!.outcomes).to.deep.equal({ ok: 0, failed: 1, timedOut: 1, cancelled: 1, rejected: 1 });
    expect([a!.responseMs.count, a!.waitMs.count, measures.open]).to.deep.equal([0, 0, 0]);
  });

  it('have no slowdown of jobs that take no time', () => {
    const measures = new Measures(SPAN, [A], 1);
    measures.arrived(A, 20, 1);
    measures.settled(A, 'ok', 20, 20, 0);
    measures.arrived(A, 20, 1);
    measures.settled(A, 'ok', 20, 24, 0);
    const [a] = measures.types;
    expect([a!.slowdown.count, a!.responseMs.count]).to.deep.equal([0, 2]);
  });

  it('count the time of workers within the span', () => {
    const measures = new Measures(SPAN, [A], 1);
    measures.ran(0, 5);
    measures.ran(5, 15);
    measures.ran(20, 30);
    measures.ran(100, 130);
    measures.ran(120, 140);
    expect(measures.busyMs).to.equal(5 + 10 + 10);
  });

  it('count a job as overtaken that starts after a later one', () => {
    const measures = new Measures(SPAN, [A], 1);
    for (const arrivalMs of [1, 2, 5, 3, 4, 6]) measures.startedJob(arrivalMs);
    expect([measures.overtaken, measures.started]).to.deep.equal([2, 6]);
  });

  it('know concentration only where few enough workers make it cheap', () => {
    expect(new Measures(SPAN, [A], 64).concentration).to.not.equal(undefined);
    expect(new Measures(SPAN, [A], 65).concentration).to.equal(undefined);
  });
});
