import { clusterOf, measuredMsOf } from '../../results/kept-settings.ts';
import type { RunResult, StrategyResult } from '../../results/schema.ts';
import { digits, duration } from '../table/numbers.ts';

/** One line about the run: load, cluster, number and length of blocks. */
export function runTitle(run: RunResult): string {
  const { scenario, trials } = run;
  const cluster = clusterOf(scenario.settings);
  const measuredMs = measuredMsOf(scenario.settings);
  const blocks = new Set(trials.map(({ block }) => block)).size;
  const share = trials[0]?.level?.asked.share ?? null;
  const facts = [
    loadInWords(run),
    ...(cluster === undefined ? [] : [`${cluster.httpWorkers} HTTP + ${cluster.jobWorkers} job workers`]),
    ...(share === null ? [] : [`load ${Math.round(share * 100)} %`]),
    ...(scenario.timeScale === 1 ? [] : [`time scale ${scenario.timeScale}`]),
  ];
  const length = measuredMs === undefined ? '' : ` of ${duration(measuredMs)}`;
  return `${scenario.name}: ${facts.join(', ')}; ${blocks} block${blocks === 1 ? '' : 's'}${length}`;
}

function loadInWords({ scenario, strategies }: RunResult): string {
  if (scenario.loadModel === 'closed') {
    const levels = [...new Set(strategies.map(({ connections }) => connections))];
    return `closed loop of ${levels.join(', ')} connections`;
  }
  const all = offeredPerSecond(strategies, 'all');
  if (all !== undefined) return `${perSecondInWords(all)} requests/s to ${scenario.target ?? 'a server'}`;
  const rates = ['light', 'heavy'].flatMap((name) => {
    const perSecond = offeredPerSecond(strategies, name);
    return perSecond === undefined ? [] : [`${perSecondInWords(perSecond)} ${name}`];
  });
  return rates.length === 0 ? `${scenario.loadModel} load` : `${rates.join(' + ')} requests/s`;
}

function perSecondInWords(perSecond: number): string {
  return perSecond < 10 ? digits(perSecond) : perSecond.toFixed(0);
}

/** All strategies met the same requests. */
function offeredPerSecond(strategies: readonly StrategyResult[], name: string): number | undefined {
  for (const { classes } of strategies) {
    const own = classes.find((one) => one.name === name);
    if (own !== undefined && own.counts.ok > 0)
      return (own.throughputPerSecond * own.counts.offered) / own.counts.ok;
  }
  return undefined;
}
