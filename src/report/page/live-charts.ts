import type { Ranking } from '../../comparison/ranking.ts';
import { isType } from '../../results/class-names.ts';
import type { RunResult } from '../../results/schema.ts';
import { blockPanel } from '../figures/blocks.ts';
import type { AnyChart } from '../figures/chart.ts';
import { forestPanels } from '../figures/forest.ts';
import { laneKeys, lanePanels } from '../figures/lanes.ts';
import { loadPanels } from '../figures/load-curve.ts';
import { outcomeKeys, outcomePanel } from '../figures/outcomes.ts';
import { predictionPanel } from '../figures/prediction.ts';
import { slowdownPanels } from '../figures/slowdown.ts';
import { spectrumPanels } from '../figures/spectrum.ts';
import { timelinePanels } from '../figures/timeline.ts';
import { blockDotsOf } from '../model/blocks.ts';
import type { Cast } from '../model/cast.ts';
import { forestOf } from '../model/forest.ts';
import { whoRanWhat } from '../model/lanes.ts';
import { capacityCurve } from '../model/load-curve.ts';
import { measuredIn } from '../model/measured.ts';
import { outcomesOf } from '../model/outcomes.ts';
import { predictionOf } from '../model/prediction.ts';
import type { Requests } from '../model/requests.ts';
import { slowdownOf } from '../model/slowdown.ts';
import { spectrumOf } from '../model/spectrum.ts';
import { timelineOf } from '../model/timeline.ts';
import { chartOf, missing } from './chart-of.ts';

const ANALYSIS = 'analysis.json';

/** What every chart of a live run is made of. */
export interface LiveData {
  readonly run: RunResult;
  readonly requests: Requests;
  readonly ranking: Ranking;
  readonly cast: Cast;
}

/** The charts of an open load, in the order of their worth. */
export function openCharts(data: LiveData): AnyChart[] {
  return [
    lanes(data),
    forest(data),
    spectrum(data),
    slowdown(data),
    timeline(data),
    blocks(data),
    ...outcomes(data),
    ...prediction(data),
  ];
}

function lanes({ run, requests }: LiveData): AnyChart {
  const model = whoRanWhat(run, requests);
  if (typeof model === 'string') return missing('lanes', 'Who ran what when', model);
  const source = `samples/, block ${model.block + 1}`;
  return chartOf('lanes', model, { legend: laneKeys(model.types), panels: lanePanels(model), source });
}

function forest({ run, cast }: LiveData): AnyChart {
  const model = forestOf(run);
  if (typeof model === 'string')
    return missing('forest', 'Differences to the baseline, with intervals', model);
  return chartOf('forest', model, { legend: [], panels: forestPanels(model, cast) });
}

function spectrum({ run, requests, ranking, cast }: LiveData): AnyChart {
  const isThere = (name: string) =>
    run.strategies.some(({ classes }) => classes.some((one) => one.name === name));
  const names = [...new Set([ranking.class, 'light'])].filter(isThere);
  const model = spectrumOf(measuredIn(run, requests), names);
  if (typeof model === 'string')
    return missing('spectrum', 'Response times, from the usual to the rare', model);
  const source = requests.kind === 'kept' ? `${ANALYSIS}; the lines from samples/` : ANALYSIS;
  return chartOf('spectrum', model, { legend: 'strategies', panels: spectrumPanels(model, cast), source });
}

function slowdown({ run, requests, cast }: LiveData): AnyChart {
  const model = slowdownOf(measuredIn(run, requests));
  if (typeof model === 'string') return missing('slowdown', 'Slowdown by length of the job', model);
  const { source } = model;
  return chartOf('slowdown', model, { legend: 'strategies', panels: slowdownPanels(model, cast), source });
}

function timeline({ run, requests, cast }: LiveData): AnyChart {
  const model = timelineOf(run, requests);
  if (typeof model === 'string')
    return missing('timeline', 'Queue, busy workers and faults over time', model);
  const source = `samples/, block ${model.block + 1}`;
  return chartOf('timeline', model, { legend: [], panels: timelinePanels(model, cast), source });
}

function blocks({ ranking, cast }: LiveData): AnyChart {
  const model = blockDotsOf(ranking, 'blocks');
  if (typeof model === 'string') return missing('blocks', 'Each block', model);
  return chartOf('blocks', model, { legend: [], panels: [blockPanel(model, cast)] });
}

function outcomes({ run }: LiveData): AnyChart[] {
  const model = outcomesOf(run.strategies);
  if (model === undefined) return [];
  return [chartOf('outcomes', model, { legend: outcomeKeys(model), panels: [outcomePanel(model)] })];
}

function prediction({ run, ranking, cast }: LiveData): AnyChart[] {
  const model = predictionOf(run, isType(ranking.class) ? ranking.class : 'heavy');
  if (model === undefined) return [];
  return [chartOf('prediction', model, { legend: [], panels: [predictionPanel(model, cast)] })];
}

/** The chart of a closed loop. */
export function closedCharts(run: RunResult, cast: Cast): AnyChart[] {
  const model = capacityCurve(run);
  if (model === undefined)
    return [missing('load', 'Throughput against connections', 'No heavy request was answered.')];
  const outcomes = outcomesOf(run.strategies);
  return [
    chartOf('load', model, { legend: 'strategies', panels: loadPanels(model, cast) }),
    ...(outcomes === undefined
      ? []
      : [chartOf('outcomes', outcomes, { legend: outcomeKeys(outcomes), panels: [outcomePanel(outcomes)] })]),
  ];
}
