import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process that runs the job again and again; resolves once it has begun. */
export async function startJobProcess(
  module: string,
  params: string,
): Promise<{ killed(): Promise<NodeJS.Signals | null> }> {
  const script = `import run from ${JSON.stringify(module)};
    process.stdout.write('begun');
    for (;;) await run(${params}, { signal: new AbortController().signal });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    async killed() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      const [, signal] = await ended;
      return signal;
    },
  };
}
