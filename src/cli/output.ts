/** Results go to stdout, everything else to stderr; only the command line prints. */
export function printLines(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

export function warnLines(lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`);
}
