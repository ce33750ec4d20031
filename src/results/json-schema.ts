import { z } from 'zod';
import { adviceRunSchema } from './advice-schema.ts';
import { manifestSchema } from './manifest.ts';
import { runSchema } from './schema.ts';
import { simulationRunSchema } from './simulation-schema.ts';
import { trialSchema } from './trial-schema.ts';

/** JSON Schema of the files of a run, without their digests, for readers in other languages. */
export function resultSchemas(): string {
  const schemas = {
    'manifest.json': z.toJSONSchema(manifestSchema),
    'a line of trials.jsonl': z.toJSONSchema(trialSchema),
    'analysis.json': z.toJSONSchema(runSchema),
    'analysis.json of a simulation': z.toJSONSchema(simulationRunSchema),
    'analysis.json of advice': z.toJSONSchema(adviceRunSchema),
  };
  return `${JSON.stringify(schemas, null, 2)}\n`;
}
