import { InvalidArgumentError } from 'commander';
import { WIRES, type Wire } from '../catalogue/arms.ts';

/** Parsers for commander. A wrong value gets one clear sentence. */
export function numberBetween(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a number from ${min} to ${max}.`);
  };
}

export function wholeBetween(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };
}

export function windowSize(text: string): number {
  if (text === 'none') return Number.POSITIVE_INFINITY;
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= 1_000_000) return value;
  throw new InvalidArgumentError("It must be a whole number from 1, or 'none' for no limit.");
}

/** Loads separated by commas, as shares of what the workers can serve. */
export function loads(text: string): readonly number[] {
  const values = text.split(',').map((part) => (/^\d+(\.\d+)?$/.test(part) ? Number(part) : Number.NaN));
  if (values.every((value) => value >= 0.01 && value <= 10)) return values;
  throw new InvalidArgumentError(
    'It must be shares from 0.01 to 10, separated by commas, such as 0.75 for 75 %.',
  );
}

/** `5%` or `0.05`. */
export function share(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text);
  const value = match ? Number(match[1]) / (match[2] === '%' ? 100 : 1) : Number.NaN;
  if (value >= 0.001 && value <= 1) return value;
  throw new InvalidArgumentError("It must be a share such as '5%' or 0.05.");
}

/** Wires separated by commas. */
export function wires(text: string): readonly Wire[] {
  const names = [...new Set(text.split(','))];
  const known = names.filter((name): name is Wire => (WIRES as readonly string[]).includes(name));
  if (known.length === names.length) return known;
  throw new InvalidArgumentError(`It must be one or more of ${WIRES.join(', ')}, separated by commas.`);
}

/** For options that may be given several times. */
export function collect(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, text];
}
