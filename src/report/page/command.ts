import type { AnyRun } from '../../results/advice-schema.ts';

/** What a command is for, and the command. */
export type Command = readonly [what: string, command: string];

/** A run keeps its command line without the name of the program. */
export function againCommand({ command }: AnyRun): Command {
  const [name = 'bench', ...words] = command.split(' ');
  return [
    'The same run again:',
    words.length === 0 ? `npm run ${name}` : `npm run ${name} -- ${words.join(' ')}`,
  ];
}

/** A sentence of a report that ends in a command. */
export function commandIn(text: string): Command | undefined {
  const at = text.indexOf('npm run ');
  return at < 0 ? undefined : [text.slice(0, at).trim(), text.slice(at)];
}
