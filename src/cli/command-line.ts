/** The command as the user typed it, such as `bench --blocks=8`. */
export function commandLine(): string {
  return process.argv.slice(2).join(' ').trim();
}
