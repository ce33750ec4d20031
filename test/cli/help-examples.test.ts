import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { planNewRun } from '../../src/cli/bench-new.ts';
import { saveRequests } from '../../src/results/samples.ts';
import { seal } from '../../src/results/seal.ts';
import { createRunFolder, saveManifest, saveRun } from '../../src/results/store.ts';
import { samplesName } from '../../src/results/trial-identity.ts';
import { blocksOf, judgedRun } from '../comparison/trials.ts';
import { GOOD } from '../measuring/summary/records.ts';
import { runMany, runUntilStarted, STARTED, start } from './command.ts';

const RUN = judgedRun(blocksOf({ base: 1, rival: 2 }, 8, 0.05, 1));
/** What examples call their runs. */
const FOLDERS = ['20260101T120000Z-mixed-1a2b3c4d', '20260102T120000Z-mixed-5e6f7a8b', 'A', 'B'];
const FILES = ['before.json', 'after.json'];
/** And their files of requests. */
const REQUESTS = {
  'requests.txt': 'GET /report/17\n',
  'page.har': JSON.stringify({ log: { entries: [{ request: { method: 'GET', url: 'http://a.test/x' } }] } }),
};
/** And their access logs, too short for advice: one for each format string. */
const CSV = `time,durationMs,path\n${Array.from({ length: 20 }, (_, i) => `${1773306901001 + i * 500},20,/report/${i}\n`).join('')}`;
const NGINX = Array.from(
  { length: 20 },
  (_, i) =>
    `1.1.1.1 [12/Mar/2026:09:15:01 +0000] "GET /report/${i} HTTP/1.1" 200 0.020 ${1773306901.001 + i}\n`,
).join('');
/**
 * What is said where no process would be started, and how it ends: nothing listens there, or there is no server to start. In CI
 * there is one.
 */
const NOBODY: Readonly<Record<string, number>> = {
  'cannot connect to http://127.0.0.1:3000': 1,
  'no connection to nats://127.0.0.1:4222': 4,
  ...(process.env.CI === undefined && {
    'nats-server is not installed': 4,
    'redis-server is not installed': 4,
  }),
};

/** The words of `npm run bench -- --a='b c'   what it is for`, with its command; undefined where it runs none of ours. */
function wordsOf(example: string): string[] | undefined {
  const [, command, rest = ''] = /^npm run (?:--silent )?([a-z]+)(?: -- (.*))?$/.exec(example) ?? [];
  if (command === undefined) return undefined;
  const words = rest.match(/(?:'[^']*'|[^\s'])+/g) ?? [];
  return [command, ...words.map((word) => word.replaceAll("'", ''))];
}

/** Without what stands behind: a remark in a column of its own, or a pipe. */
function examplesIn(help: string): string[] {
  return [...help.matchAll(/^ {2}(npm run .*)$/gm)].map(([, line = '']) => line.split(/ {2,}| \| /)[0]!);
}

describe('every example', function () {
  this.timeout(120_000);
  /** Where commands leave what they begin and find what they may go on with, and where there are runs to read. */
  let begun: string;
  let ended: string;

  before(async () => {
    begun = await mkdtemp(join(tmpdir(), 'begun-'));
    ended = await mkdtemp(join(tmpdir(), 'ended-'));
    const { manifest } = await planNewRun({ scenario: 'tiny', strategy: ['random'], seed: 1, margin: 0.05 });
    for (const name of FOLDERS) {
      for (const folder of [begun, ended])
        await saveManifest(await createRunFolder(join(folder, 'results'), name), manifest);
      await saveRun(join(ended, 'results', name), RUN);
      for (const trial of RUN.trials)
        await saveRequests(join(ended, 'results', name), samplesName(trial), [{ ...GOOD, startedMs: 1 }]);
    }
    for (const name of FILES) await writeFile(join(ended, name), seal(RUN));
    for (const [name, text] of Object.entries(REQUESTS)) await writeFile(join(begun, name), text);
    for (const name of ['access.log', 'access.log.gz', 'access.log.1.gz'])
      await writeFile(join(begun, name), CSV);
    await writeFile(join(begun, 'nginx.log'), NGINX);
  });
  after(() => Promise.all([begun, ended].map((folder) => rm(folder, { recursive: true }))));

  /** Of the help of each command. */
  async function helpExamples(): Promise<string[]> {
    const [program] = await runMany([['--help']]);
    expect(program!.code).to.equal(0);
    const [, commands = ''] = program!.stdout.split('Commands:');
    const names = [...commands.matchAll(/^ {2}(\w+)/gm)]
      .map(([, name]) => name!)
      .filter((name) => name !== 'help');
    expect(names).to.include.members(['bench', 'compare', 'list', 'serve']);
    const helps = await runMany(names.map((name) => [name, '--help']));
    return helps.flatMap((help) => {
      expect(help).to.include({ code: 0, stderr: '' });
      expect(help.stdout, 'each command has examples').to.match(/\nExamples?:\n {2}npm run /);
      return examplesIn(help.stdout);
    });
  }

  /** Of the README's table of commands. */
  async function readmeExamples(): Promise<string[]> {
    const page = await readFile('README.md', 'utf8');
    const [, table = ''] = page.split('\n## Commands\n');
    const rows = table.split('\n## ')[0]!.matchAll(/^\| `(npm run [^`]+)`/gm);
    return [...rows].map(([, line]) => line!);
  }

  it('of a help text and of the README passes all checks before anything is started', async () => {
    const examples = [...(await helpExamples()), ...(await readmeExamples())];
    const lines = [...new Set(examples)].map(wordsOf).filter((words) => words !== undefined);
    expect(lines).to.have.lengthOf(new Set(examples).size).above(30);
    const agents = lines.filter(([command]) => command === 'agent');
    const commands = lines.filter((line) => !agents.includes(line));
    const reads = ([command]: readonly string[]) => command === 'compare' || command === 'report';
    for (const [own, folder] of [
      [commands.filter((line) => !reads(line)), begun],
      [commands.filter(reads), ended],
    ] as const) {
      for (const [i, { code, stderr }] of (await runUntilStarted(own, folder)).entries()) {
        const line = own[i]!.join(' ');
        const nobody = Object.keys(NOBODY).find((said) => stderr.includes(said));
        const passed = stderr === '' || stderr.includes(STARTED) || nobody !== undefined;
        expect(passed, `${line}: ${stderr}`).to.equal(true);
        expect(code, line).to.equal(stderr === '' ? 0 : (NOBODY[nobody ?? ''] ?? 1));
      }
    }
    await Promise.all(agents.map(expectAgent));
  });

  /** It tries to reach its broker until it is told to end. */
  async function expectAgent(words: string[]): Promise<void> {
    const { pid, stdout, stderr, ended } = start(words, begun);
    await Promise.race([once(stdout, 'data'), once(stderr, 'data')]);
    process.kill(pid, 'SIGTERM');
    const said = await ended;
    expect(said.stdout + said.stderr, words.join(' ')).to.match(
      /^(agent \S+: \d+ job workers|no connection to)/,
    );
    expect(said.code).to.equal(143);
  }
});
