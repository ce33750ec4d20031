import { createServer } from 'node:http';
import { JobError, jobs } from '../../../src/library/index.ts';

/** What metrics and process managers do: messages of their own. */
process.send?.({ type: 'process:msg', data: [1, 2] });
process.send?.('ready');

createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const params = JSON.parse(searchParams.get('params') ?? 'null');
  const timeoutMs = searchParams.has('timeoutMs') ? Number(searchParams.get('timeoutMs')) : undefined;
  const answer = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (pathname === '/pid') {
    const environment = Object.keys(process.env).filter((name) => /CLUSTER|NODE_(UNIQUE|CHANNEL)/.test(name));
    answer(200, { pid: process.pid, execArgv: process.execArgv, environment });
    return;
  }
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  try {
    answer(200, await jobs.run(pathname.slice(1), params, { timeoutMs, signal: gone.signal }));
  } catch (error) {
    const { statusCode = 500, code, message } = error as JobError;
    answer(error instanceof JobError ? statusCode : 500, { code, message });
  }
}).listen(Number(process.env.PORT ?? 0));
