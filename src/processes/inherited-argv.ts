/** Node's options for processes that this one forks: its own, without a program that was given on the command line. */
export function inheritedArgv(): string[] {
  const words: string[] = [];
  for (let i = 0; i < process.execArgv.length; i++) {
    const word = process.execArgv[i] as string;
    if (/^(-e|-p|-pe|--eval|--print)$/.test(word)) i++;
    else if (!/^--(eval=|print=|input-type)/.test(word)) words.push(word);
  }
  return words;
}
