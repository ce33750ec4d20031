#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { addBench } from './bench.ts';
import { addCalibrate } from './calibrate.ts';
import { addCompare } from './compare.ts';
import { EXIT, explain } from './exit-code.ts';
import { addFaults } from './faults.ts';
import { addList } from './list.ts';
import { addMicro } from './micro.ts';
import { warnLines } from './output.ts';
import { addServe } from './serve.ts';
import { addSoak } from './soak.ts';
import { addValidate } from './validate.ts';

process.setSourceMapsEnabled(true);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`| head`) is no failure; anything else lost the result.
  if (error.code === 'EPIPE') process.exit(EXIT.fine);
  warnLines([`cannot print the result: ${error.message}`]);
  process.exit(EXIT.environment);
});

const program = new Command('cluster-bench')
  .description('Finds out which scheduling strategy a Node.js cluster should use')
  .exitOverride()
  .showSuggestionAfterError()
  .configureHelp({ showGlobalOptions: true });

addBench(program);
addCalibrate(program);
addCompare(program);
addFaults(program);
addList(program);
addMicro(program);
addServe(program);
addSoak(program);
addValidate(program);
for (const command of program.commands) command.exitOverride().showHelpAfterError('(--help says more)');

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  else {
    const { lines, code } = explain(error);
    warnLines(lines);
    process.exitCode = code;
  }
}
