import { scenarioSchema } from '../../src/catalogue/scenario-schema.ts';

export type Tree = Record<string, unknown>;

/** The tree with the value at that path replaced; `undefined` removes it. */
export function withValue(tree: Tree, path: string, value: unknown): Tree {
  const [first = '', ...rest] = path.split('.');
  if (rest.length > 0) return { ...tree, [first]: withValue(tree[first] as Tree, rest.join('.'), value) };
  const { [first]: _, ...others } = tree;
  return value === undefined ? others : { ...tree, [first]: value };
}

/** What is wrong with a scenario, each led by the path of its field. */
export function faultsOf(scenario: unknown): string[] {
  const { error } = scenarioSchema.safeParse(scenario);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}
