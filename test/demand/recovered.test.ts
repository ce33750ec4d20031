import { expect } from 'chai';
import fc from 'fast-check';
import { RandomStream } from '../../src/core/random-stream.ts';
import { type Recording, recover } from '../../src/demand/recovered.ts';
import { pick, type Requests } from '../../src/demand/requests.ts';
import { quantile } from '../../src/measuring/statistics/quantile.ts';
import { logged } from './logged.ts';

const ALL_WHOLE = { logged: null, resolutionMs: 0.001, busyProcessors: null } as const;

function recovered(requests: Requests, more: Partial<Recording> = {}) {
  return recover({ ...ALL_WHOLE, requests, ...more });
}

/** Mean, p50 and p95 of one column ÷ those of another; NaN left out. */
function ratios(found: Float64Array, truth: Float64Array): number[] {
  const figures = (values: Float64Array) => {
    const known = values.filter((ms) => !Number.isNaN(ms)).sort();
    return [
      known.reduce((sum, ms) => sum + ms, 0) / known.length,
      quantile(known, 0.5),
      quantile(known, 0.95),
    ];
  };
  const expected = figures(truth);
  return figures(found).map((value, i) => value / (expected[i] as number));
}

describe('service times of a log', () => {
  for (const load of [0.5, 0.8, 0.95])
    it(`are recovered exactly from one queue before four workers at load ${load}, and so is the number of workers`, () => {
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
          const { requests, trueMs } = logged({ count: 5000, workers: 4, load, seed, queue: 'shared' });
          const { source, serviceMs, inversion } = recovered(requests);
          expect(inversion?.workers).to.equal(4);
          expect(inversion?.contradictions).to.equal(0);
          expect(inversion?.withFewer).to.be.above(0.05);
          if (source === 'inversion')
            for (const ratio of ratios(serviceMs, trueMs)) expect(ratio).to.be.closeTo(1, 0.001);
        }),
        { numRuns: 20, seed: 1 },
      );
    });

  it('are found by that queue in nearly every such log', () => {
    const sources = Array.from({ length: 30 }, (_, seed) => {
      const { requests } = logged({ count: 3000, workers: 4, load: 0.8, seed, queue: 'shared' });
      return recovered(requests).source;
    });
    expect(sources.filter((source) => source === 'inversion').length).to.be.at.least(28);
  });

  it('are never taken from one queue where each worker had its own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(0.3, 0.5, 0.8, 0.95), (seed, load) => {
        const { requests } = logged({ count: 3000, workers: 4, load, seed, queue: 'random' });
        expect(recovered(requests).source).to.be.oneOf(['alone', 'bound']);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  it('are those of each process where the log names them', () => {
    const { requests, trueMs, worker } = logged({
      count: 8000,
      workers: 4,
      load: 0.8,
      seed: 3,
      queue: 'random',
    });
    const { source, serviceMs, inversion } = recovered({ ...requests, pool: worker });
    expect(source).to.equal('inversion');
    expect(inversion).to.include({ workers: 4, queues: 4 });
    for (const ratio of ratios(serviceMs, trueMs)) expect(ratio).to.be.closeTo(1, 0.001);
  });

  it('are close to those of requests that found nobody, where no queue holds', () => {
    const { requests, trueMs } = logged({ count: 20_000, workers: 4, load: 0.3, seed: 5, queue: 'random' });
    const { source, serviceMs } = recovered(requests);
    expect(source).to.equal('alone');
    for (const ratio of ratios(serviceMs, trueMs)) expect(ratio).to.be.closeTo(1, 0.1);
  });

  it('have the mean that the load of the processors gives, if that is known', () => {
    const { requests, trueMs } = logged({ count: 20_000, workers: 4, load: 0.7, seed: 6, queue: 'random' });
    const { source, serviceMs } = recovered(requests, { busyProcessors: 2.8 });
    expect(source).to.equal('utilisation');
    expect(ratios(serviceMs, trueMs)[0]).to.be.closeTo(1, 0.1);
  });

  it('are the records of the library before all else, and the queue still tells the number of workers', () => {
    const { requests, trueMs } = logged({ count: 5000, workers: 4, load: 0.8, seed: 7, queue: 'shared' });
    const found = recovered(requests, { logged: { by: 'library', serviceMs: trueMs } });
    expect(found.source).to.equal('library');
    expect(found.serviceMs).to.equal(trueMs);
    expect(found.inversion).to.include({ workers: 4, holds: true });
  });

  it('are those of a field that does not depend on how many others there were', () => {
    const { requests, trueMs } = logged({ count: 5000, workers: 4, load: 0.9, seed: 7, queue: 'shared' });
    const field = { by: 'field', serviceMs: trueMs } as const;
    const { source, serviceMs, inversion } = recovered(requests, { logged: field });
    expect(source).to.equal('field');
    for (const ratio of ratios(serviceMs, trueMs)) expect(ratio).to.be.closeTo(1, 0.001);
    expect(inversion?.workers).to.equal(4);
  });

  it('are recovered from a field that has the queue in it', () => {
    const { requests, trueMs } = logged({ count: 5000, workers: 4, load: 0.9, seed: 7, queue: 'shared' });
    const responseMs = requests.endMs.map((ms, i) => ms - (requests.startMs[i] as number));
    const { source, serviceMs } = recovered(requests, { logged: { by: 'field', serviceMs: responseMs } });
    expect(source).to.equal('inversion');
    for (const ratio of ratios(serviceMs, trueMs)) expect(ratio).to.be.closeTo(1, 0.001);
  });

  it('are nearly right with stamps of 1 ms, and never from a queue with stamps of 1 s', () => {
    for (const load of [0.5, 0.95]) {
      const { requests, trueMs } = logged({ count: 20_000, workers: 4, load, seed: 8, queue: 'shared' });
      const { source, serviceMs, inversion } = recovered(cut(requests, 1), { resolutionMs: 1 });
      expect(inversion?.workers).to.equal(4);
      expect(source).to.equal('inversion');
      expect(ratios(serviceMs, trueMs)[0]).to.be.closeTo(1, 0.02);
      expect(recovered(cut(requests, 1000), { resolutionMs: 1000 }).source).to.be.oneOf(['alone', 'bound']);
    }
  });

  it('are within 6 % if a twentieth of the lines is lost, or are not taken from the queue', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(0.5, 0.8, 0.95), (seed, load) => {
        const { requests, trueMs } = logged({ count: 5000, workers: 4, load, seed, queue: 'shared' });
        const stream = new RandomStream(seed, 'lost');
        const all = Uint32Array.from({ length: requests.count }, (_, i) => i);
        const { source, serviceMs } = recovered(
          pick(
            requests,
            all.filter(() => stream.next() > 0.05),
          ),
        );
        if (source === 'inversion') expect(ratios(serviceMs, trueMs)[0]).to.be.closeTo(1, 0.06);
      }),
      { numRuns: 15, seed: 1 },
    );
  });

  it('are not taken from the queue of two servers whose logs were merged', () => {
    for (const load of [0.5, 0.8, 0.95]) {
      const [one, other] = [1, 2].map((seed) =>
        logged({ count: 5000, workers: 4, load, seed, queue: 'shared' }),
      ) as [ReturnType<typeof logged>, ReturnType<typeof logged>];
      const merged = byArrival(together(one.requests, other.requests));
      expect(recovered(merged).source).to.be.oneOf(['alone', 'bound']);
    }
  });
});

/** As a log has it that writes end and duration in whole units. */
function cut(requests: Requests, unitMs: number): Requests {
  const endMs = requests.endMs.map((ms) => Math.floor(ms / unitMs) * unitMs);
  const startMs = requests.startMs.map(
    (ms, i) => (endMs[i] as number) - ((requests.endMs[i] as number) - ms),
  );
  return byArrival({ ...requests, startMs, endMs });
}

function byArrival(requests: Requests): Requests {
  const order = Uint32Array.from({ length: requests.count }, (_, i) => i);
  return pick(
    requests,
    order.sort((a, b) => (requests.startMs[a] as number) - (requests.startMs[b] as number)),
  );
}

function together(one: Requests, other: Requests): Requests {
  return {
    count: one.count + other.count,
    startMs: Float64Array.of(...one.startMs, ...other.startMs),
    endMs: Float64Array.of(...one.endMs, ...other.endMs),
    type: Uint8Array.of(...one.type, ...other.type),
    whole: Uint8Array.of(...one.whole, ...other.whole),
    pool: Uint16Array.of(...one.pool, ...other.pool),
  };
}
