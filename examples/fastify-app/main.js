import { startCluster } from 'cluster-scheduling-bench';

// node examples/fastify-app/main.js
const cluster = await startCluster({
  http: './server.js',
  jobs: './jobs/',
  httpWorkers: 1,
  jobWorkers: 2,
  strategy: 'pull-fifo',
  timeoutMs: 10_000,
  signals: true,
});
process.stdout.write(`${cluster.url}/light and ${cluster.url}/pages/7, until Ctrl-C\n`);
