import type { Cluster } from './running-cluster.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * On a first SIGINT or SIGTERM the cluster closes, then the process ends of that signal as it would have without. A second one
 * ends it at once. Returns what ends that.
 */
export function closeOnSignals(cluster: Pick<Cluster, 'close'>): () => void {
  const forget = () => {
    for (const signal of SIGNALS) process.off(signal, hear);
  };
  const hear = (signal: NodeJS.Signals) => {
    forget();
    void cluster.close().then(() => process.kill(process.pid, signal));
  };
  for (const signal of SIGNALS) process.on(signal, hear);
  return forget;
}
