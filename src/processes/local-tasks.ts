import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { TaskChild, TaskChildEvents, TaskSite, TaskWorld } from './task-world.ts';
import { v8Flags } from './v8-flags.ts';

/** Children of this process. */
export function localTasks(processes = availableParallelism()): TaskWorld {
  return { open: async (entry) => localSite(entry, processes) };
}

export function localSite(entry: URL, processes = 1): TaskSite {
  return {
    processes,
    start: (events) => startChild(fileURLToPath(entry), events),
    close: () => Promise.resolve(),
  };
}

function startChild(entry: string, events: TaskChildEvents): TaskChild {
  const child = fork(entry, {
    execArgv: [...process.execArgv, ...v8Flags('simulation')],
    // Structured clone keeps Infinity. Output of the code must not mix with results.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('message', events.heard);
  child.on('error', ({ message }) => {
    // A process that could not be made does not exit.
    if (child.pid === undefined) events.ended(message, false);
  });
  child.once('exit', (code, signal) => events.ended(signal ?? `exit code ${code}`, false));
  return {
    // A failed send needs no report: the process has ended, and its end is reported.
    send: (request) => void child.send(request, () => {}),
    kill: () => void child.kill('SIGKILL'),
  };
}
