import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { factsOf, type LogFacts } from '../../../src/bench/advice/log-facts.ts';
import { figuresOf } from '../../../src/demand/figures.ts';
import { WRITERS } from '../../../src/lab/micro/logs/writers.ts';
import { formatsNamed } from '../../../src/logs/formats/formats.ts';
import { readLog } from '../../../src/logs/read-log.ts';
import { logged, type Truth } from '../../demand/logged.ts';
import { written } from '../../logs/written.ts';

const TRUTH: Truth = { count: 4000, workers: 4, load: 0.8, seed: 11, queue: 'shared' };
/** 1 ms is then fine beside any of them. */
const FACTOR = 60;

describe('the facts of a log', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'facts-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function facts(truth: Truth, writer: string): Promise<LogFacts> {
    const path = join(folder, 'a.log');
    const { format, formatString } = WRITERS[writer]!;
    await writeFile(path, written(logged(truth).requests, writer, FACTOR));
    const formats = formatString === null ? undefined : formatsNamed(formatString);
    const log = await readLog([path], formats, [], () => {});
    expect(log.format.name, writer).to.equal(format);
    return factsOf(log, { heavy: [], processors: null }) as LogFacts;
  }

  it('are the true lengths and number of workers where one queue served all, and the busiest quarter of an hour', async () => {
    const { requests, trueMs } = logged(TRUTH);
    const { heavy, recovered, doubts, peak } = await facts(TRUTH, 'csv');
    expect(recovered.source).to.equal('inversion');
    expect(recovered.inversion).to.include({ workers: 4, queues: 1, holds: true });
    expect(doubts).to.deep.equal([]);
    expect(heavy.map(({ name }) => name)).to.deep.equal(['report', 'export']);
    for (const [type, { serviceMs }] of heavy.entries()) {
      const own = trueMs.filter((_, i) => requests.type[i] === type).map((ms) => ms * FACTOR);
      const truth = figuresOf(own.sort());
      for (const figure of ['mean', 'p50', 'p95'] as const)
        expect((serviceMs?.[figure] ?? 0) / (truth?.[figure] ?? 1), figure).to.be.closeTo(1, 0.01);
    }
    expect(peak.toMs - peak.fromMs).to.equal(900_000);
    expect(peak.busyWorkers).to.be.within(3.2, 5);
  });

  it('are the same to the bit whatever server wrote it, and unsure where its stamps are of whole seconds', async () => {
    const fewer = { ...TRUTH, count: 600 };
    const { requests, recovered, heavy, peak } = await facts(fewer, 'nginx');
    for (const [name, { stampStepMs }] of Object.entries(WRITERS)) {
      const found = await facts(fewer, name);
      if (stampStepMs === 1000) {
        expect(found.doubts.join(), name).to.include('Stamps in steps of 1000 ms');
        continue;
      }
      expect(found.requests, name).to.deep.equal(requests);
      expect(found.recovered, name).to.deep.equal(recovered);
      expect(found.heavy, name).to.deep.equal(heavy);
      expect(found.peak, name).to.deep.equal(peak);
    }
  });

  it('are not sure where every worker had a queue of its own, and say why', async () => {
    const { recovered, doubts } = await facts({ ...TRUTH, queue: 'random' }, 'csv');
    expect(recovered.source).to.be.oneOf(['alone', 'bound']);
    expect(doubts[0]).to.match(/^One first-come-first-served queue does not explain this log/);
  });

  it('are those of each server where the files of several are given', async () => {
    const paths = [1, 2].map((seed) => join(folder, `server-${seed}.log`));
    for (const [i, path] of paths.entries())
      await writeFile(path, written(logged({ ...TRUTH, seed: i + 1 }).requests, 'csv', FACTOR));
    const log = await readLog(paths, undefined, [], () => {});
    const { recovered, doubts } = factsOf(log, { heavy: [], processors: null }) as LogFacts;
    expect(recovered.source).to.equal('inversion');
    expect(recovered.inversion).to.include({ workers: 8, queues: 2 });
    expect(doubts).to.deep.equal([]);
  });

  it('are unsure of a route whose every request timed out, and take how long those took', async () => {
    const path = join(folder, 'late.log');
    const rows = Array.from({ length: 600 }, (_, i) => `${1773306901001 + i * 50},30,/late,504\n`).join('');
    await writeFile(path, `time,durationMs,path,status\n${rows}`);
    const { heavy, doubts } = factsOf(await readLog([path], undefined, [], () => {}), {
      heavy: [],
      processors: null,
    }) as LogFacts;
    expect(heavy[0]?.serviceMs).to.include({ count: 600, mean: 30 });
    expect(doubts.join()).to.include('600 of 600 requests timed out or failed');
  });

  it('are none where no route is heavy', async () => {
    const path = join(folder, 'light.log');
    await writeFile(path, 'time,durationMs,path\n1773306901482,1,/a\n');
    const log = await readLog([path], undefined, [], () => {});
    expect(factsOf(log, { heavy: [], processors: null })).to.equal(null);
    expect(factsOf(log, { heavy: ['a'], processors: null })?.heavy).to.have.length(1);
  });
});
