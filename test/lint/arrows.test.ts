import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';

const ROOT = fileURLToPath(PROJECT_ROOT);
const BIOME = join(ROOT, 'node_modules', '.bin', 'biome');
/** What keeps the arrows; the other rules have nothing to do with them. */
const RULES = [
  'style/noRestrictedImports',
  'style/noRestrictedGlobals',
  'suspicious/noImportCycles',
  'plugin',
];

interface Finding {
  readonly category: string;
  readonly severity: string;
  readonly file: string;
}

async function lint(folder: string): Promise<Finding[]> {
  const only = RULES.map((rule) => `--only=${rule}`);
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', ...only];
  const { stdout } = await promisify(execFile)(BIOME, args, { cwd: folder, maxBuffer: 1e8 }).catch(
    (error: { stdout: string }) => error,
  );
  const report: { diagnostics: { category: string; severity: string; location: { path: string } }[] } =
    JSON.parse(stdout);
  return report.diagnostics.map(({ category, severity, location }) => ({
    category: category.replace(/^lint\//, ''),
    severity,
    file: location.path,
  }));
}

type Plant = readonly [file: string, source: string, rule: string];

const IMPORT = 'style/noRestrictedImports';
const GLOBAL = 'style/noRestrictedGlobals';

function imports(file: string, what: string): Plant {
  return [file, `import '${what}';`, IMPORT];
}

/** Each is forbidden for one reason. */
const PLANTS: readonly Plant[] = [
  imports('strategies/planted-cluster.ts', '../src/cluster/settings.ts'),
  imports('strategies/planted-core.ts', '../src/core/scheduling/tally.ts'),
  imports('strategies/planted-neighbour.ts', './random.ts'),
  imports('strategies/planted-node.ts', 'node:fs'),
  imports('strategies/planted-package.ts', 'zod'),
  imports('scenarios/planted-catalogue.ts', '../src/catalogue/names.ts'),
  imports('jobs/planted.ts', '../src/core/random-stream.ts'),
  imports('src/contract/planted.ts', '../toolkit/ring-queue.ts'),
  imports('src/toolkit/planted.ts', '../core/random-stream.ts'),
  imports('src/core/planted.ts', '../load/plan/plan.ts'),
  imports('src/core/scheduling/planted-cluster.ts', '../../processes/clock.ts'),
  imports('src/core/scheduling/planted-node.ts', 'node:perf_hooks'),
  imports('src/core/supervision/planted.ts', '../../simulation/machines.ts'),
  imports('src/jobs/planted.ts', '../core/random-stream.ts'),
  imports('src/load/plan/planted.ts', '../../measuring/summary/latency.ts'),
  imports('src/load/drive/planted.ts', '../../cluster/account.ts'),
  imports('src/measuring/statistics/planted.ts', '../summary/latency.ts'),
  imports('src/measuring/summary/planted.ts', '../../results/schema.ts'),
  imports('src/demand/planted.ts', '../logs/lines.ts'),
  imports('src/logs/planted.ts', '../cluster/account.ts'),
  imports('src/simulation/planted-cluster.ts', '../processes/clock.ts'),
  imports('src/simulation/faults/planted.ts', '../../catalogue/names.ts'),
  imports('src/processes/planted.ts', '../core/random-stream.ts'),
  imports('src/catalogue/planted.ts', '../cluster/account.ts'),
  imports('src/cluster/planted.ts', '../simulation/machines.ts'),
  imports('src/cluster/primary/planted.ts', '../../bench/live/run.ts'),
  imports('src/library/planted.ts', '../load/plan/plan.ts'),
  imports('src/results/planted.ts', '../cluster/account.ts'),
  imports('src/comparison/planted.ts', '../bench/live/run.ts'),
  imports('src/bench/planted.ts', '../report/numbers.ts'),
  imports('src/bench/live/planted.ts', '../../lab/soak/soak.ts'),
  imports('src/lab/planted.ts', '../report/numbers.ts'),
  imports('src/lab/micro/planted.ts', '../../cli/output.ts'),
  imports('src/lab/theory/planted.ts', '../../core/random-stream.ts'),
  imports('src/report/planted.ts', '../cluster/account.ts'),
  imports('src/cli/planted.ts', '../toolkit/ring-queue.ts'),
  [
    'strategies/planted-type.ts',
    "import type { Tally } from '../src/core/scheduling/tally.ts';\nexport type T = Tally;",
    IMPORT,
  ],
  ['strategies/planted-export.ts', "export { Tally } from '../src/core/scheduling/tally.ts';", IMPORT],
  ['strategies/planted-dynamic.ts', "export const it = import('../src/core/scheduling/tally.ts');", IMPORT],
  ['src/core/scheduling/planted-chance.ts', 'export const it = Math.random();', 'plugin'],
  ['strategies/planted-chance.ts', 'export const it = Math.random();', 'plugin'],
  ['src/core/scheduling/planted-date.ts', 'export const it = Date.now();', GLOBAL],
  ['src/load/plan/planted-clock.ts', 'export const it = performance.now();', GLOBAL],
  ['strategies/planted-timer.ts', 'setTimeout(() => {}, 1);', GLOBAL],
  ['src/demand/planted-date.ts', 'export const it = Date.now();', GLOBAL],
  ['src/toolkit/planted-process.ts', 'export const it = process.env;', GLOBAL],
  ['src/comparison/planted-print.ts', "console.log('');", GLOBAL],
  ['src/cluster/planted-round.ts', "import './planted-trip.ts';", 'suspicious/noImportCycles'],
  ['src/cluster/planted-trip.ts', "import './planted-round.ts';", 'suspicious/noImportCycles'],
];

describe('the import arrows', function () {
  this.timeout(60_000);
  let copy: string;

  before(async () => {
    copy = await mkdtemp(join(tmpdir(), 'arrows-'));
    for (const path of ['biome.json', '.biome', '.gitignore', 'src', 'strategies', 'scenarios', 'jobs'])
      await cp(join(ROOT, path), join(copy, path), { recursive: true });
  });
  after(() => rm(copy, { recursive: true }));

  it('are kept by all there is, and make each breach of theirs that is planted an error', async () => {
    for (const [file, source] of PLANTS) {
      await mkdir(dirname(join(copy, file)), { recursive: true });
      await writeFile(join(copy, file), `${source}\n`);
    }
    const found = (await lint(copy)).map(
      ({ file, category, severity }) => `${file}: ${severity} ${category}`,
    );
    expect(found.sort()).to.deep.equal(PLANTS.map(([file, , rule]) => `${file}: error ${rule}`).sort());
  });
});
