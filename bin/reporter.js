// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import Mocha from 'mocha';

/*
 * Prints tests like mocha's `spec`. Stacks of failures name lines of the sources. Node can do so too, but it then reads the
 * source map of every module, in every process that a test starts.
 */
export default class extends Mocha.reporters.Spec {
  /**
   * @param {Mocha.Runner} runner
   * @param {Mocha.MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options);
    runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, (_test, failure) => {
      for (let error = failure; error instanceof Error; error = error.cause)
        error.stack = inSources(error.stack ?? '');
    });
  }
}

/**
 * @param {string} stack
 * @returns {string} with lines of the sources, relative to this folder
 */
export function inSources(stack) {
  return stack.replace(/(file:\/\/\S+?\.js):(\d+):(\d+)/g, (compiled, url, line, column) => {
    const map = new URL(`${url}.map`);
    if (!existsSync(map)) return compiled;
    const sourceMap = new SourceMap(JSON.parse(readFileSync(map, 'utf8')));
    const found = sourceMap.findEntry(line - 1, column - 1);
    if (!('originalSource' in found)) return compiled;
    const source = fileURLToPath(new URL(found.originalSource, map));
    return `${relative('', source)}:${found.originalLine + 1}:${found.originalColumn + 1}`;
  });
}
