import type { StrategyDefinition } from '../contract/strategy.ts';
import { endWithParent } from '../processes/end-with-parent.ts';
import { marked } from '../processes/own-message.ts';
import type { Inspect, Inspected, Issue } from './inspection-messages.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { descriptionOf, mistakesInMade } from './strategy-description.ts';
import { strategySchema } from './strategy-schema.ts';

/**
 * Loads users' files in a process of its own, one at a time, and reports what they contain. A fault of such a file stays
 * in this process.
 */
process.setSourceMapsEnabled(true);
process.on('disconnect', () => process.exit(0));
// Errors that a file throws later do not count.
process.on('uncaughtException', () => {});
endWithParent();

process.on('message', async (asked: Inspect) => {
  process.send?.(marked(await inspect(asked)));
});

async function inspect({ folder, module }: Inspect): Promise<Inspected> {
  let found: unknown;
  try {
    found = (await import(module)).default;
  } catch (error) {
    return error instanceof Error
      ? { thrown: error.message, stack: error.stack ?? '' }
      : { thrown: String(error), stack: '' };
  }
  if (found === undefined) {
    const helper = folder === 'strategies' ? 'defineStrategy' : 'defineScenario';
    return {
      issues: [
        { path: [], message: `nothing is exported by default; write \`export default ${helper}({ … })\`` },
      ],
    };
  }
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
