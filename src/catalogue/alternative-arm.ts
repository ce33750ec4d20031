import { UsageError } from '../core/usage-error.ts';
import { ALTERNATIVES } from './alternatives.ts';
import type { AlternativeArm } from './arms.ts';
import { unknownName } from './names.ts';
import { changedOf, parseParameters } from './strategy-arm.ts';

/** Whether that text names an alternative, such as `pool:piscina`: of no other does a family stand before the name. */
export function namesAlternative(text: string): boolean {
  return /^(pool|queue|cluster)(:|$)/.test(text);
}

/** An alternative with its parameters: `pool:poolifier:choice=round-robin:place=primary`. */
export function alternativeArm(text: string): AlternativeArm {
  const [family = '', which = '', ...settings] = text.split(':');
  const name = `${family}:${which}`;
  const known = ALTERNATIVES.find((one) => one.name === name);
  if (known === undefined)
    throw new UsageError([
      unknownName(
        'alternative',
        name,
        ALTERNATIVES.map((one) => one.name),
      ),
    ]);
  const parameters = parseParameters(name, known.parameters, settings);
  return {
    kind: known.kind,
    label: `${name}${changedOf(known.parameters, parameters)}`,
    name,
    parameters,
  };
}
