import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { until, untilGone } from '../cluster/processes.ts';

describe('a command with a folder of its own', () => {
  it('goes with the folder when whoever started it is killed', async () => {
    const owner = fork(fileURLToPath(new URL('./folder-that-goes.js', import.meta.url)));
    const [{ folder, pid }] = (await once(owner, 'message')) as [{ folder: string; pid: number }];
    owner.kill('SIGKILL');
    await until('the folder is gone', () => !existsSync(folder));
    await untilGone([pid]);
  });
});
