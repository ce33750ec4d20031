import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NAME_PATTERN } from '../../catalogue/names.ts';
import { isInstalled } from '../../catalogue/own-files.ts';
import { userPath } from '../../catalogue/user-path.ts';
import { UsageError } from '../../core/usage-error.ts';
import { asWritten } from '../../load/plan/recorded.ts';
import type { TraceRow } from '../../load/plan/scenario-states.ts';
import { PROJECT_ROOT } from '../../processes/roots.ts';
import { jobScenario } from './job-scenario.ts';
import type { PeakScenario } from './peak-traffic.ts';

const MARK = '// Written by `advise` or `import` from an access log, and written again by them.';
/** A deadline that live clusters can wait for. */
const TIMEOUT_MS = 60_000;
const MINUTE_MS = 60_000;
const MINUTE_WARMUP_MS = 5000;

/** Where the files of a scenario of that name stand. */
export interface ScenarioPlace {
  readonly name: string;
  readonly folder: string;
  /** TypeScript in a clone, where it is compiled; JavaScript anywhere else. */
  readonly language: 'ts' | 'js';
  readonly file: string;
  /** The scenario of its busiest minute. */
  readonly minute: ScenarioFile;
  /** The scenario of its rate with jobs of the user. */
  readonly jobs: ScenarioFile;
}

export interface ScenarioFile {
  readonly file: string;
  /** What `--scenario` calls it. */
  readonly asked: string;
}

/** Refuses a name under which somebody else's scenario stands. */
export async function scenarioPlace(name: string): Promise<ScenarioPlace> {
  if (!NAME_PATTERN.test(name))
    throw new UsageError([
      `--name takes lower-case letters, digits and hyphens, but is ${JSON.stringify(name)}`,
    ]);
  const isClone = !isInstalled && !relative(fileURLToPath(PROJECT_ROOT), userPath('.')).startsWith('..');
  const folder = isClone ? fileURLToPath(new URL('scenarios/', PROJECT_ROOT)) : userPath('scenarios');
  const language = isClone ? 'ts' : 'js';
  const file = join(folder, `${name}.${language}`);
  const beside = (own: string): ScenarioFile => ({
    file: join(folder, `${own}.${language}`),
    asked: isClone || isInstalled ? own : join('scenarios', `${own}.js`),
  });
  const [minute, jobs] = [beside(minuteOf(name)), beside(`${name}-jobs`)];
  const place: ScenarioPlace = { name, folder, language, file, minute, jobs };
  for (const own of [file, minute.file, jobs.file])
    if (existsSync(own) && !(await readFile(own, 'utf8')).startsWith(MARK))
      throw new UsageError([`${own} is a scenario of yours; give another name: --name=<name>`]);
  return place;
}

/** The scenario of the peak, that of its busiest minute for live runs, their traces, and a page of what was assumed. */
export async function writeScenario(place: ScenarioPlace, peak: PeakScenario, page: string): Promise<void> {
  const { folder, name, file, minute } = place;
  await mkdir(folder, { recursive: true });
  await writeOne(place, file, name, peak);
  await writeOne(place, minute.file, minuteOf(name), busiestMinute(peak));
  await writeFile(join(folder, `${name}.md`), page);
}

function minuteOf(name: string): string {
  return `${name}-minute`;
}

/** The scenario of the peak's rate, whose requests run jobs of the user. */
export async function writeJobScenario(
  place: ScenarioPlace,
  peak: PeakScenario,
  jobOf: (route: string) => string | undefined,
): Promise<void> {
  const { file } = place.jobs;
  await writeCode(place, file, asWritten(jobScenario(peak, jobOf, file)));
}

async function writeOne(
  place: ScenarioPlace,
  path: string,
  name: string,
  scenario: PeakScenario,
): Promise<void> {
  const file = `${name}.csv`;
  const rows = scenario.load.rows.map(
    ({ arrivalMs, type, serviceMs }) => `${arrivalMs},${type},${serviceMs}\n`,
  );
  await writeFile(join(place.folder, file), `arrivalMs,type,serviceMs\n${rows.join('')}`);
  const written = asWritten(scenario);
  await writeCode(place, path, { ...written, load: { ...written.load, file } });
}

async function writeCode({ language }: ScenarioPlace, path: string, scenario: object): Promise<void> {
  const text = inCode({ ...scenario, timeoutMs: TIMEOUT_MS });
  await writeFile(
    path,
    language === 'js'
      ? `${MARK}\nexport default ${text};\n`
      : `${MARK}\nimport { defineScenario } from '../src/contract/scenario.ts';\n\nexport default defineScenario(${text});\n`,
  );
}

/** As people write it: names without quotes, a list of numbers on one line. */
function inCode(value: object): string {
  return JSON.stringify(value, null, 2)
    .replace(/\[\s+([-\d.,\s]+?)\s+\]/g, (_, list: string) => `[${list.replace(/\s+/g, ' ')}]`)
    .replace(/^( *)"([A-Za-z]\w*)":/gm, '$1$2:');
}

/** The minute with most work, and a few seconds before it. */
function busiestMinute(peak: PeakScenario): PeakScenario {
  const { rows, warmupMs, durationMs } = peak.load;
  const endMs = warmupMs + durationMs;
  const lengthMs = Math.min(MINUTE_MS, durationMs);
  const workFrom = (fromMs: number) =>
    rows.reduce(
      (sum, { arrivalMs, serviceMs }) =>
        arrivalMs >= fromMs && arrivalMs < fromMs + lengthMs ? sum + serviceMs : sum,
      0,
    );
  const starts = Array.from(
    { length: Math.max(1, Math.floor(durationMs / lengthMs)) },
    (_, i) => warmupMs + i * lengthMs,
  ).filter((fromMs) => fromMs + lengthMs <= endMs + 1);
  const fromMs = starts.reduce((a, b) => (workFrom(b) > workFrom(a) ? b : a), starts[0] ?? warmupMs);
  const before = Math.min(MINUTE_WARMUP_MS, fromMs);
  const kept = rows.flatMap((row): TraceRow[] => {
    const arrivalMs = Math.round((row.arrivalMs - fromMs + before) * 1000) / 1000;
    return arrivalMs >= 0 && arrivalMs < before + lengthMs ? [{ ...row, arrivalMs }] : [];
  });
  return {
    ...peak,
    about: `${peak.about.replace(/\.$/, '')}: its busiest minute.`,
    load: { ...peak.load, rows: kept, warmupMs: before, durationMs: lengthMs },
  };
}
