import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { JOB_WORKERS, type System } from '../../../src/lab/micro/dispatch/plan.ts';
import { runPath } from '../../../src/lab/micro/measure-dispatch-path.ts';
import { until, untilGone } from '../../cluster/processes.ts';
import { descendantsOf } from './descendants.ts';

const WHOLE_PATHS: readonly System[] = ['coalesced', 'plain', 'article'];
const POOL_PATHS: readonly System[] = [
  'direct',
  'bare',
  'jest-worker',
  'worker-farm',
  'workerpool',
  'tinypool',
  'poolifier',
  'piscina',
  'library',
];

describe('a dispatch path', function () {
  this.timeout(60_000);

  for (const system of [...WHOLE_PATHS, ...POOL_PATHS]) {
    it(`answers each job exactly once: ${system}`, async () => {
      const result = await runPath({
        system,
        inFlight: 8,
        window: 2,
        carries: '1 kB',
        warmupJobs: 20,
        jobs: 100,
      });
      expect(result).to.include({ answers: 120, strays: 0 });
      expect(result.elapsedMs).to.be.above(0);
    });

    it(`leaves no process, and not a word, when the one that measures is killed: ${system}`, async function () {
      if (!existsSync('/proc/self/stat')) this.skip();
      const module = fileURLToPath(new URL('./abandoned-measurement.js', import.meta.url));
      const program = fork(module, [system], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
      const said = text(program.stderr!);
      const workers = system === 'piscina' ? 0 : JOB_WORKERS;
      const primaryAndWorkers = 1 + workers + (WHOLE_PATHS.includes(system) ? 1 : 0);
      let pids: number[] = [];
      await until('all processes have started', () => {
        pids = descendantsOf(program.pid ?? 0);
        return pids.length >= primaryAndWorkers;
      });
      program.kill('SIGKILL');
      await untilGone(pids);
      expect(await said).to.equal('');
    });
  }

  it('may have fewer jobs than it could keep in flight, and no limit to its window', async () => {
    const few = { inFlight: 64, window: null, carries: 'nothing', warmupJobs: 1, jobs: 5 } as const;
    expect(await runPath({ system: 'coalesced', ...few })).to.include({ answers: 6, strays: 0 });
    expect(await runPath({ system: 'worker-farm', ...few })).to.include({ answers: 6, strays: 0 });
  });
});
