import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { factsOf, type LogFacts } from '../../src/bench/advice/log-facts.ts';
import { figuresOf } from '../../src/demand/figures.ts';
import { recover } from '../../src/demand/recovered.ts';
import { heavyRequests } from '../../src/logs/heavy-requests.ts';
import { routeTotals } from '../../src/logs/heavy-routes.ts';
import { readLog } from '../../src/logs/read-log.ts';
import { logged } from '../demand/logged.ts';
import { written } from './written.ts';

/** 2000 requests to four job workers under pull-fifo. Its first line holds the commands that made it. */
const LIVE = 'test/logs/live-cluster.log.gz';
const FACTOR = 60;
const HOUR_MS = 3_600_000;

describe('the log of a live cluster', () => {
  it("gives by its queue alone what the cluster's own records say, and how many workers served", async () => {
    const log = await readLog([LIVE], undefined, [], () => {});
    const heavy = routeTotals(log, []).filter((route) => route.heavy);
    const { requests, serviceMs } = heavyRequests(log, heavy);
    expect(heavy.map(({ name }) => name)).to.have.members(['report-a', 'report-b']);
    const found = recover({ requests, logged: null, resolutionMs: log.stampStepMs, busyProcessors: null });
    expect(found.source).to.equal('inversion');
    expect(found.inversion?.workers).to.equal(4);
    const [own, truth] = [found.serviceMs, serviceMs!].map((ms) => figuresOf(ms.toSorted())!);
    // A response also has the way through the HTTP worker in it: 1 ms.
    for (const figure of ['mean', 'p50', 'p95'] as const)
      expect(own![figure] - truth![figure], figure).to.be.within(0, 2);
    const response = requests.endMs.map((ms, i) => ms - (requests.startMs[i] as number)).sort();
    expect(figuresOf(response)!.mean / truth!.mean).to.be.above(1.8);
  });
});

describe('a clock that jumps an hour', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clock-'));
  });
  after(() => rm(folder, { recursive: true }));

  const { requests, trueMs } = logged({ count: 2000, workers: 4, load: 0.8, seed: 14, queue: 'shared' });
  const lines = written(requests, 'morgan', FACTOR).split('\n');

  async function factsWithJump(jumpMs: number): Promise<LogFacts> {
    const path = join(folder, 'a.log');
    const jumped = lines.map((line, i) => {
      const [stamp = ''] = line.split(' ', 1);
      if (i < lines.length / 2 || stamp === '') return line;
      return new Date(Date.parse(stamp) + jumpMs).toISOString() + line.slice(stamp.length);
    });
    await writeFile(path, jumped.join('\n'));
    return factsOf(await readLog([path], undefined, [], () => {}), { heavy: [], processors: null })!;
  }

  for (const [way, jumpMs] of [
    ['back', -HOUR_MS],
    ['ahead', HOUR_MS],
  ] as const)
    it(`${way} hardly changes a service time`, async () => {
      const { recovered, servicesMs, doubts, log } = await factsWithJump(jumpMs);
      expect(recovered.source).to.equal('inversion');
      expect(recovered.inversion?.workers).to.equal(4);
      expect(doubts).to.deep.equal([]);
      expect(log.notes).to.have.length(jumpMs < 0 ? 1 : 0);
      const truth = figuresOf(trueMs.filter((_, i) => requests.type[i] === 0).sort())!;
      // Those that are under way meanwhile seem to have had no queue before them.
      for (const figure of ['mean', 'p50', 'p95'] as const)
        expect(figuresOf(servicesMs[0]!)![figure] / truth[figure] / FACTOR, figure).to.be.closeTo(1, 0.02);
    });
});
