/** Words that a shell does not change. */
const PLAIN = /^[\w@%+=:,./~^-]+$/;

/** The command as the user typed it, such as `bench --blocks=8`; quoted where a shell needs it. */
export function commandLine(): string {
  return process.argv.slice(2).map(quoted).join(' ');
}

function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
