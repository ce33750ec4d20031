import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { endWithParent } from '../../processes/end-with-parent.ts';
import { marked, ownMessage } from '../../processes/own-message.ts';
import { passOnStderr } from '../../processes/pass-on-stderr.ts';
import { startTimer } from '../../processes/timer.ts';

/** Far longer than any measurement. After this, the process is considered stuck. */
const LIMIT_MS = 180_000;

type Reply = { readonly result: unknown } | { readonly error: string };

/** Runs the module in a fresh process, which answers one task by `answerTask`. The process has ended when this resolves. */
export async function inFreshProcess(
  module: URL,
  task: unknown,
  flags: readonly string[] = [],
): Promise<unknown> {
  const child = fork(fileURLToPath(module), [], {
    execArgv: [...flags],
    // Structured clone keeps Infinity. Output of the module must not mix with results on stdout.
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  // Piped through this process, so that processes left behind print nothing after its end.
  passOnStderr(child.stderr);
  const replies: Reply[] = [];
  child.on('message', (raw) => {
    const reply = ownMessage<Reply>(raw);
    if (reply !== undefined) replies.push(reply);
  });
  child.send(task as object);
  const limit = startTimer(() => child.kill('SIGKILL'), LIMIT_MS);
  const [code, signal] = await once(child, 'exit');
  clearTimeout(limit);
  const reply = replies[0];
  if (reply === undefined) {
    throw new Error(`${fileURLToPath(module)} ended without a result (${signal ?? `exit code ${code}`})`);
  }
  if ('error' in reply) throw new Error(reply.error);
  return reply.result;
}

/** The other side: the module of such a process calls it once. The process ends after the answer, or with its parent. */
export function answerTask(work: (task: unknown) => Promise<unknown>): void {
  endWithParent();
  process.once('disconnect', () => process.exit());
  process.once('message', async (task) => {
    const reply: Reply = await work(task).then(
      (result) => ({ result }),
      (error: unknown) => ({
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    );
    process.send?.(marked(reply), () => process.exit());
  });
}
