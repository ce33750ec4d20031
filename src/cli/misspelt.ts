import type { Command } from 'commander';
import { nearest } from '../catalogue/names.ts';
import { UsageError } from '../core/usage-error.ts';

/** npm has its own options with these names, and its configuration may set them. */
const NPMS_OWN = new Set(['json']);

/** Commander's error message, with a suggestion of what the user probably meant. */
export function withHint(text: string, command: Command): string {
  const [, option, value = ''] = /unknown option '(--[^'=]+)(=[^']*)?'/.exec(text) ?? [];
  if (option !== undefined) {
    const meant = nearest(option, longFlags(command));
    return meant === undefined ? text.trimEnd() : `${withoutGuess(text)} Did you mean ${meant}${value}?`;
  }
  const [word] = command.args.slice(command.registeredArguments.length);
  if (!text.includes('too many arguments') || word === undefined) return text.trimEnd();
  const meant = longFlags(command).includes('--strategy') ? ` Did you mean --strategy=${word}?` : '';
  return `error: ${command.name()} takes only options, but got ${JSON.stringify(word)}.${meant}`;
}

/** Refuses `npm run bench --strategy=x`: without `--`, npm keeps the option and the command would run with its defaults. */
export function refuseWhatNpmTook(command: Command | undefined, asked: string): void {
  const { env } = process;
  if (command === undefined || env.npm_lifecycle_event !== asked) return;
  const taken = longFlags(command).flatMap((flag) => {
    const name = flag.slice(2);
    const value = env[`npm_config_${name.replaceAll('-', '_')}`];
    if (value === undefined || NPMS_OWN.has(name)) return [];
    return [value === 'true' ? flag : `${flag}=${value}`];
  });
  if (taken.length > 0)
    throw new UsageError([
      `npm did not pass on ${taken.join(' and ')}. Write: npm run ${asked} -- ${taken.join(' ')}`,
    ]);
}

function longFlags(command: Command): string[] {
  return command.options.flatMap(({ long }) => (long == null ? [] : [long]));
}

/** Removes commander's own suggestion, which also compares the value of the option. */
function withoutGuess(text: string): string {
  return text.replace(/\n?\(Did you mean.*\)/s, '').trimEnd();
}
