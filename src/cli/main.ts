#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { replacedBuiltIns } from '../catalogue/plug-in.ts';
import { EXIT, explain } from './exit-code.ts';
import { refuseWhatNpmTook, withHint } from './misspelt.ts';
import { warnLines } from './output.ts';

/** Loads only the requested command; all of them when help needs the list. */
const COMMANDS = {
  advise: async () => (await import('./advise.ts')).addAdvise,
  agent: async () => (await import('./agent.ts')).addAgent,
  bench: async () => (await import('./bench.ts')).addBench,
  calibrate: async () => (await import('./calibrate.ts')).addCalibrate,
  compare: async () => (await import('./compare.ts')).addCompare,
  faults: async () => (await import('./faults.ts')).addFaults,
  import: async () => (await import('./import.ts')).addImport,
  list: async () => (await import('./list.ts')).addList,
  micro: async () => (await import('./micro.ts')).addMicro,
  report: async () => (await import('./report.ts')).addReport,
  serve: async () => (await import('./serve.ts')).addServe,
  soak: async () => (await import('./soak.ts')).addSoak,
  validate: async () => (await import('./validate.ts')).addValidate,
};

process.setSourceMapsEnabled(true);
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that closes the pipe (`| head`) is not a failure. The command goes on and keeps its exit code.
    if (error.code === 'EPIPE') return;
    warnLines([`cannot print the result: ${error.message}`]);
    process.exit(EXIT.environment);
  });

const program = new Command('cluster-bench')
  .description('Finds out which scheduling strategy a Node.js cluster should use')
  .exitOverride()
  .configureOutput({ writeErr: (text) => warnLines([text.replace(/\n$/, '')]) })
  .showSuggestionAfterError()
  .configureHelp({ showGlobalOptions: true });

const asked = process.argv[2] ?? '';
const names = Object.hasOwn(COMMANDS, asked) ? [asked as keyof typeof COMMANDS] : Object.keys(COMMANDS);
for (const name of names as (keyof typeof COMMANDS)[]) (await COMMANDS[name]())(program);
for (const command of program.commands)
  command
    .exitOverride()
    .showHelpAfterError('(see --help)')
    .configureOutput({ outputError: (text, write) => write(`${withHint(text, command)}\n`) });

try {
  refuseWhatNpmTook(program.commands[0], asked);
  warnLines(await replacedBuiltIns());
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  else {
    const { lines, code } = explain(error);
    warnLines(lines);
    process.exitCode = code;
  }
}
