import type { StrategyDefinition } from '../contract/strategy.ts';
import { endWithParent } from '../processes/end-with-parent.ts';
import type { Inspect, Inspected, Issue } from './inspection-messages.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { descriptionOf, mistakesInMade } from './strategy-description.ts';
import { strategySchema } from './strategy-schema.ts';

/** A process that loads users' files, one at a time, and says what is in them: whatever they do, they do it here. */
process.setSourceMapsEnabled(true);
process.on('disconnect', () => process.exit(0));
// What a file does later is no part of what is in it.
process.on('uncaughtException', () => {});
endWithParent();

process.on('message', async (asked: Inspect) => {
  process.send?.(await inspect(asked));
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
