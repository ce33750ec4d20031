/** What a shell takes as it is. */
const PLAIN = /^[\w@%+=:,./~^-]+$/;

/** The command as the user typed it, such as `bench --blocks=8`; quoted where a shell would ask for it. */
export function commandLine(): string {
  return process.argv.slice(2).map(quoted).join(' ');
}

function quoted(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
