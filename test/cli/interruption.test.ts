import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { runs } from '../cluster/processes.ts';

const COMMAND = fileURLToPath(new URL('./waiting-command.js', import.meta.url));
const NODE = `'${process.execPath}'`;

/** Runs the script in a shell and waits for it, as npm does. */
async function asNpm(script: string): Promise<{ npm: ChildProcess; pid: number; said: Promise<string> }> {
  const code = `require('child_process').spawn('sh', ['-c', process.env.npm_lifecycle_script], { stdio: 'inherit' })`;
  const npm = spawn(process.execPath, ['-e', code], {
    env: { ...process.env, npm_lifecycle_script: script },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [pid] = (await once(npm.stdout, 'data')) as [Buffer];
  return { npm, pid: Number(pid), said: text(npm.stdout) };
}

describe('a command that npm runs', function () {
  this.timeout(60_000);

  it('is broken off as by SIGTERM when npm is killed, unless the script means to leave it behind', async () => {
    const [inShell, instead, interrupted, leftBehind] = await Promise.all([
      asNpm(`${NODE} ${COMMAND}; exit $?`),
      asNpm(`exec ${NODE} ${COMMAND}`),
      asNpm(`${NODE} ${COMMAND}; exit $?`),
      asNpm(`${NODE} ${COMMAND} & wait`),
    ]);
    process.kill(interrupted.pid, 'SIGINT');
    for (const { npm } of [inShell, instead, interrupted, leftBehind]) npm.kill('SIGKILL');
    expect(await inShell.said).to.equal('broken off with 143\n');
    expect(await instead.said).to.equal('broken off with 143\n');
    expect(await interrupted.said, 'once').to.equal('broken off with 130\n');
    expect(runs(leftBehind.pid)).to.equal(true);
    process.kill(leftBehind.pid, 'SIGINT');
    expect(await leftBehind.said).to.equal('broken off with 130\n');
  });
});
