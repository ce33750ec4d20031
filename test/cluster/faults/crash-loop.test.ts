import { expect } from 'chai';
import { pino } from 'pino';
import { parseArms } from '../../../src/catalogue/arm-syntax.ts';
import type { FromPrimary } from '../../../src/cluster/control.ts';
import { benchHost } from '../../../src/cluster/primary/bench-host.ts';
import { Primary } from '../../../src/cluster/primary/primary.ts';
import { clusterSettings } from '../../../src/cluster/settings.ts';
import { until } from '../processes.ts';
import { TINY } from '../tiny-cluster.ts';

describe('a cluster whose workers crash at their start', function () {
  this.timeout(60_000);

  it('gives up after a few of them, with their last words', async () => {
    const [arm] = await parseArms(['pull-fifo'], 1);
    const told: FromPrimary[] = [];
    const primary = new Primary(
      clusterSettings(TINY, arm!, 1, 0, 'silent'),
      pino({ level: 'silent' }),
      benchHost(new URL('./crashing-worker.js', import.meta.url)),
      (message) => told.push(message),
    );
    await primary.start();
    await until('it gives up', () => told.length > 0);
    primary.stop();
    expect(told).to.deep.equal([
      {
        control: 'failed',
        cause: 'cluster',
        reason:
          '6 workers died at their start within 30 s, the last by exit code 1: Error: the disk is on fire',
      },
    ]);
  });
});
