import { jobs } from 'cluster-scheduling-bench';
import express from 'express';

const app = express();

app.get('/light', (_request, response) => {
  response.json({ pid: process.pid });
});

// The heavy route: a job worker renders, and this process goes on answering others.
app.get('/pages/:chapters', async (request, response) => {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const page = await jobs.run(
    'render',
    { chapters: Number(request.params.chapters) },
    { signal: gone.signal },
  );
  response.json(page);
});

// Errors of jobs.run say their status: 503 when too many wait, 504 when it took too long.
app.use((error, _request, response, _next) => {
  if (response.destroyed) return;
  if (error.retryAfter !== undefined) response.set('retry-after', String(error.retryAfter));
  response.status(error.statusCode ?? 500).json({ error: error.message, code: error.code });
});

app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
