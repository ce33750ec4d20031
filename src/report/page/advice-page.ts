import type { AdviceRun } from '../../results/advice-schema.ts';
import { adviceParts, adviceTable, objectiveInWords, sentences } from '../advice/advice-report.ts';
import { certaintyInWords, factsParts, logParts, peakLine } from '../advice/facts-report.ts';
import type { AnyChart } from '../figures/chart.ts';
import { loadPanels } from '../figures/load-curve.ts';
import type { Cast } from '../model/cast.ts';
import { workerCurveOf } from '../model/worker-curve.ts';
import { chartOf, missing } from './chart-of.ts';
import { againCommand } from './command.ts';
import { whereMeasured } from './facts.ts';
import type { Report } from './report.ts';

/** The report of advice from an access log. */
export function reportOfAdvice(run: AdviceRun, cast: Cast): Report {
  const { log, peak, doubts } = run;
  const [advice, ...otherwise] = sentences(run);
  return {
    title: `${run.scenario.name}: ${run.runId}`,
    about: `Advice from ${log.files.join(', ')} · ${run.startedAt.slice(0, 10)}`,
    question: `Which strategy on how many workers keeps ${objectiveInWords(run.objective)}?`,
    answer: [
      advice as string,
      certaintyInWords(run),
      ...otherwise,
      'Simulated, not measured: advise --prove runs the advice live.',
    ],
    table: [adviceTable(run)],
    cast,
    charts: [curveOf(run, cast)],
    warnings: doubts,
    facts: [
      ...(peak === null ? [] : [['Peak', peakLine(peak).replace(/^Peak: /, '')] as const]),
      ...whereMeasured(run),
    ],
    details: [...logParts(run), ...factsParts(run), ...adviceParts(run).slice(-1)],
    commands: [againCommand(run)],
    parts: [],
  };
}

function curveOf(run: AdviceRun, cast: Cast): AnyChart {
  const model = workerCurveOf(run);
  if (typeof model === 'string') return missing('workers', 'Response times by number of workers', model);
  return chartOf('workers', model, { legend: 'strategies', panels: loadPanels(model, cast) });
}
