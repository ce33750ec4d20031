import { connect as connectTo } from '@nats-io/transport-node';
import { MAX_TIMER_MS } from '../../../processes/timer.ts';
import type { Remote, RunTask, Task } from '../remote.ts';

const SUBJECT = 'jobs';
const GROUP = 'job-workers';

export function serverConfiguration(port: number): string {
  return `host: 127.0.0.1\nport: ${port}\n`;
}

function connection(port: number) {
  return connectTo({ servers: `nats://127.0.0.1:${port}` });
}

/** Request and reply, as its documentation has it. A request without a reply ends at its deadline. */
export async function connect(port: number): Promise<Remote> {
  const server = await connection(port);
  return {
    async run(task) {
      const timeout = Math.min(MAX_TIMER_MS, Math.max(1, task.deadline - Date.now()));
      const reply = await server.request(SUBJECT, JSON.stringify(task), { timeout });
      return reply.json();
    },
  };
}

/** The server gives each request to one member of the queue group, at once, whatever that has to do. */
export async function work(port: number, run: RunTask): Promise<void> {
  const server = await connection(port);
  const requests = server.subscribe(SUBJECT, { queue: GROUP });
  const serve = async (): Promise<void> => {
    for await (const request of requests) request.respond(JSON.stringify(await run(request.json<Task>())));
  };
  void serve();
  await server.flush();
}
