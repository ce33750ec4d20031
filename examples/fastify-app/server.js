import { jobs } from 'cluster-scheduling-bench';
import Fastify from 'fastify';

const app = Fastify();

app.get('/light', () => ({ pid: process.pid }));

// The heavy route. Fastify answers what jobs.run throws with its statusCode: 503 when too many wait, 504 when it took too long.
app.get('/pages/:chapters', (request) =>
  jobs.run('render', { chapters: Number(request.params.chapters) }, { signal: request.signal }),
);

await app.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' });
