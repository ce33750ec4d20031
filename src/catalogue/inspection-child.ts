import type { StrategyDefinition } from '../contract/strategy.ts';
import { jobExports } from '../jobs/loaded-job.ts';
import { endWithParent } from '../processes/end-with-parent.ts';
import { marked } from '../processes/own-message.ts';
import type { Inspect, Inspected, Issue } from './inspection-messages.ts';
import { describeJob } from './job-schema.ts';
import { tryJob } from './job-trial.ts';
import type { Folder } from './plug-in.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { descriptionOf, mistakesInMade } from './strategy-description.ts';
import { strategySchema } from './strategy-schema.ts';

/**
 * Loads users' files in a process of its own, one at a time, and reports what they contain. A fault of such a file stays
 * in this process.
 */
process.setSourceMapsEnabled(true);
// Held here: no file can put something else in their place.
const exit = process.exit.bind(process);
const send = process.send?.bind(process);
process.on('disconnect', () => exit(0));
// Errors that a file throws later do not count.
process.on('uncaughtException', () => {});
endWithParent();

const HELPERS: Readonly<Record<Folder, string>> = {
  strategies: 'defineStrategy({ … })',
  scenarios: 'defineScenario({ … })',
  jobs: 'defineJob((params, context) => …)',
};

process.on('message', async (asked: Inspect) => {
  send?.(marked(await inspect(asked)));
});

async function inspect({ folder, module, trial }: Inspect): Promise<Inspected> {
  let exports: Readonly<Record<string, unknown>>;
  try {
    exports = await import(module);
  } catch (error) {
    return error instanceof Error
      ? { thrown: error.message, stack: error.stack ?? '' }
      : { thrown: String(error), stack: '' };
  }
  if (exports.default === undefined) {
    const message = `nothing is exported by default; write \`export default ${HELPERS[folder]}\``;
    return { issues: [{ path: [], message }] };
  }
  if (folder === 'jobs') {
    const described = describeJob(jobExports(exports));
    return trial === undefined || 'issues' in described ? described : tryJob(exports, trial);
  }
  const found = exports.default;
  const schema = folder === 'strategies' ? strategySchema : scenarioSchema;
  const checked = schema.safeParse(found);
  if (!checked.success) return { issues: checked.error.issues.map(issue) };
  if (folder === 'scenarios') return { scenario: found } as Inspected;
  const definition = found as StrategyDefinition;
  const issues = mistakesInMade(definition);
  return issues.length > 0 ? { issues } : { strategy: descriptionOf(definition) };
}

function issue({ path, message }: { path: PropertyKey[]; message: string }): Issue {
  return { path: path.map((part) => (typeof part === 'number' ? part : String(part))), message };
}
