import { MARK, marked } from '../../src/processes/own-message.ts';

/** What no process of ours sends in good health, with our mark. One malformed message each. */
export const GARBAGE: readonly object[] = [
  null,
  [],
  [1],
  '[1,"a",1]',
  [1, 'a', 1, 'short', '', 100, ['rm -rf', 1]],
  [2, 'a', -1, 1, 1000, 'sleep', 1],
  [3, 'a', 1, 1, 'yes', 0, 0, '', 0],
  [4, 'a', 1, 'ok', 1, 0, 'soon', 0, '', 0],
  [99, 'a', 1],
  [5, 'x'.repeat(10_000), 1],
  { __proto__: null, 0: 5, 1: 'a', 2: 1, length: 3 },
].map((what) => [MARK, what]);

/** What others send through the same channel: prom-client, pm2, whatever a user's code says. Nobody answers or counts it. */
export const FOREIGN: readonly (string | number | object)[] = [
  { type: 'prom-client:getMetricsReq', requestId: 1 },
  { type: 'prom-client:getMetricsRes', requestId: 1, metrics: [] },
  { type: 'process:msg', data: { control: 'stop' }, topic: 'all' },
  'shutdown',
  'ready',
  42,
  {},
  [[5, 'a', 1]],
  { control: 'account' },
  { control: 'stop' },
  { kind: 'request to primary' },
  ...[null, 'text', 7].map((what) => ({ ...marked({}), [MARK]: what })),
];
