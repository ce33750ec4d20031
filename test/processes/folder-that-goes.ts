import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GuardedCommand } from '../../src/processes/guarded-command.ts';

/** A process with a command that has a folder of its own. It says which, and waits to be killed. */
const folder = mkdtempSync(join(tmpdir(), 'folder-that-goes-'));
const { pid } = GuardedCommand.withFolder('exec sleep 60', folder, 2);
process.send?.({ folder, pid });
setInterval(() => {}, 1000);
