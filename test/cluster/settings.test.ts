import { expect } from 'chai';
import { clusterSettings, workerSettings } from '../../src/cluster/settings.ts';
import type { PacedScenario } from '../../src/load/plan/scenario-states.ts';
import { recorded } from '../load/plan/scenarios.ts';
import { get } from './client.ts';
import { startCluster, TINY } from './tiny-cluster.ts';

const ARM = { kind: 'inline', label: 'inline' } as const;
const SEAT = { role: 'http', index: 0, speed: 1, maxOldSpaceMb: undefined } as const;

/** Far more than the environment of a process holds: of requests, of types and of workers. */
const VAST: PacedScenario = {
  ...TINY,
  types: {
    ...TINY.types,
    ...Object.fromEntries(
      Array.from({ length: 3000 }, (_, i) => [
        `type-${i}-of-a-scenario-with-a-great-many`,
        TINY.types.short!,
      ]),
    ),
  },
  load: recorded(
    Array.from({ length: 5000 }, (_, i) => ({ arrivalMs: i, type: 'short', serviceMs: 1 })),
    40,
    200,
  ),
  faults: [{ hits: 'job worker', does: 'kill', everyMs: 90 }],
};

describe('the settings of a cluster', () => {
  const settings = clusterSettings(VAST, ARM, 1, 0, 'silent');

  it('hold nothing of the requests that will be sent to it', () => {
    expect(settings).to.have.keys(
      ...['arm', 'cluster', 'types', 'jobs', 'lightMs', 'timeoutMs', 'queueLimit', 'faults'],
      ...['seed', 'port', 'logLevel', 'observed'],
    );
    expect(settings.types.short).to.deep.equal({ runs: 'sleep', sizeMs: 1 });
    expect(settings.types.report).to.deep.equal({
      runs: 'job',
      job: 'report-a',
      params: '{"header":0,"datasize":1,"pageCount":1}',
      samples: [],
      timeoutMs: 60_000,
    });
    expect(settings.faults.map(({ atMs }) => atMs)).to.deep.equal([130, 220]);
  });

  it('are told to its workers as far as they need them', () => {
    expect(workerSettings(settings, 3030, SEAT)).to.deep.equal({
      types: settings.types,
      jobs: settings.jobs,
      seed: 1,
      lightMs: 1,
      timeoutMs: 60_000,
      port: 3030,
      logLevel: 'silent',
      inline: true,
      speed: 1,
    });
  });

  it('may be as long as they are', async function () {
    this.timeout(60_000);
    const cluster = await startCluster(VAST, 'pull-fifo', 1);
    try {
      const last = '/heavy-request?type=type-2999-of-a-scenario-with-a-great-many';
      expect((await get(cluster.url, last)).status).to.equal(200);
    } finally {
      await cluster.stop();
    }
  });
});
