import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';

const ROOT = fileURLToPath(PROJECT_ROOT);
const LONG_AGO = new Date(2020, 0);

/** A project that is nothing but a command which says hello, or waits to be killed. */
describe('the launcher', function () {
  this.timeout(60_000);
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'launcher-'));
    for (const path of ['package.json', 'tsconfig.json', 'bin'])
      await cp(join(ROOT, path), join(folder, path), { recursive: true });
    for (const path of ['src/cli', 'src/jobs/data', 'strategies', 'scenarios'])
      await mkdir(join(folder, path), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    await source("if (process.argv[2] === 'wait') setInterval(() => {}, 1000);\nconsole.log('hello');");
  });
  afterEach(() => rm(folder, { recursive: true }));

  const source = (code: string) => writeFile(join(folder, 'src/cli/main.ts'), `${code}\nexport {};\n`);

  function start(...args: string[]) {
    const child = spawn(process.execPath, [join(folder, 'bin/cluster-bench.js'), ...args], { cwd: folder });
    const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]).then(
      ([[code], stdout, stderr]) => ({ code, stdout, stderr }),
    );
    return { child, ended };
  }

  const builds = async () => (await readdir(join(folder, 'dist'))).sort();
  const hello = { code: 0, stdout: 'hello\n', stderr: '' };

  it('compiles nothing where nothing has changed, and anew where something has', async () => {
    expect(await start().ended).to.deep.equal(hello);
    const [first] = await builds();
    const { ino } = await stat(join(folder, 'dist', first!, 'src'));
    expect(await start().ended).to.deep.equal(hello);
    expect(await builds()).to.deep.equal([first]);
    expect((await stat(join(folder, 'dist', first!, 'src'))).ino).to.equal(ino);
    await source("console.log('again');");
    expect((await start().ended).stdout).to.equal('again\n');
    expect(await builds()).to.have.length(2);
  });

  it('gives two that start at once the same build', async () => {
    const ended = await Promise.all([start().ended, start().ended, start().ended]);
    expect(ended).to.deep.equal([hello, hello, hello]);
    expect(await builds()).to.have.length(1);
  });

  it('removes builds that have not been used for long, but none that a process still uses', async () => {
    const { child, ended } = start('wait');
    await once(child.stdout, 'data');
    const [used] = await builds();
    await source("console.log('unused');");
    await start().ended;
    const [unused] = (await builds()).filter((name) => name !== used);
    for (const name of [used!, unused!]) await utimes(join(folder, 'dist', name), LONG_AGO, LONG_AGO);
    await source("console.log('now');");
    await start().ended;
    expect(await builds())
      .to.include(used)
      .and.not.include(unused);
    child.kill('SIGKILL');
    await ended;
    await utimes(join(folder, 'dist', used!), LONG_AGO, LONG_AGO);
    await start().ended;
    expect(await builds()).to.have.length(1);
  });

  it('says where its own code does not compile, and keeps nothing of that', async () => {
    await source('const it: number = "text";');
    const { code, stdout, stderr } = await start().ended;
    expect(stderr).to.equal("src/cli/main.ts:1: Type 'string' is not assignable to type 'number'.\n");
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' });
    expect(await builds()).to.deep.equal([]);
  });

  it('keeps the mistakes of all dropped-in files, even where one of them cannot be read', async () => {
    await writeFile(
      join(folder, 'strategies/unreadable.ts'),
      'export default (job) => {\n  return job + ;\n};\n',
    );
    await writeFile(join(folder, 'scenarios/wrong.ts'), "export const workers: number = 'two';\n");
    expect(await start().ended).to.deep.equal(hello);
    const [build] = await builds();
    const kept = JSON.parse(await readFile(join(folder, 'dist', build!, 'mistakes.json'), 'utf8'));
    expect(kept.map(({ file, line }: { file: string; line: number }) => [file, line])).to.deep.equal([
      ['strategies/unreadable.ts', 2],
      ['scenarios/wrong.ts', 1],
    ]);
  });

  it('says how to get a compiler where there is none', async () => {
    await rm(join(folder, 'node_modules'));
    expect(await start().ended).to.deep.equal({
      code: 4,
      stdout: '',
      stderr: 'nothing is installed yet. Install it with: npm ci\n',
    });
    await mkdir(join(folder, 'node_modules'));
    const { code, stderr } = await start().ended;
    expect(stderr).to.match(/^the compiler is not installed: NODE_ENV=production.*npm ci --include=dev\n$/);
    expect(code).to.equal(4);
    expect(existsSync(join(folder, 'dist')) ? await builds() : []).to.deep.equal([]);
  });
});
