import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { z } from 'zod';
import { LOAD_EXAMPLES } from '../../../src/catalogue/load-examples.ts';
import { scenarioSchema } from '../../../src/catalogue/scenario-schema.ts';
import { scenarioReferencePage } from '../../../src/cli/list.ts';
import { PROJECT_ROOT } from '../../../src/processes/roots.ts';
import { type JsonSchema, scenarioReference } from '../../../src/report/catalogue/scenario-reference.ts';
import { TWO_TYPES_FILE } from '../../bench/simulated-scenarios.ts';
import { faultsOf } from '../../catalogue/scenario-values.ts';

const PAGE = 'docs/scenario.md';

const SMALL: JsonSchema = {
  properties: {
    name: { type: 'string', description: 'What it is called.' },
    size: { type: 'integer', minimum: 1, maximum: 9, description: 'How large.' },
    load: {
      description: 'What comes.',
      oneOf: [
        {
          description: 'All at once.',
          properties: { model: { const: 'burst' }, parts: { properties: { a: { type: 'string' } } } },
          required: ['model', 'parts'],
        },
        { properties: { kinds: { enum: ['x', 'y'], description: 'Which.' } } },
      ],
    },
  },
  required: ['name', 'load'],
};

/** The path of every field that a schema names, with its schema. */
function fieldsIn(schema: JsonSchema, path = ''): [string, JsonSchema][] {
  const inside = [
    ...(schema.oneOf ?? schema.anyOf ?? []),
    ...[schema.items, schema.additionalProperties].filter((inner) => typeof inner === 'object'),
  ];
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, field]): [string, JsonSchema][] => [
      [`${path} ${name}`, field],
      ...fieldsIn(field, `${path} ${name}`),
    ]),
    ...inside.flatMap((inner) => fieldsIn(inner, path)),
  ];
}

describe('the reference of scenarios', () => {
  it('has a line for each field, a section for what has fields itself, and an example where there is one', () => {
    const page = scenarioReference(SMALL, [{ model: 'burst' }]);
    expect(page.slice(page.indexOf('- `name`'))).to.equal(
      [
        '- `name`: What it is called. Text.',
        '- `size` (optional): How large. A whole number from 1 to 9.',
        '- `load`: What comes. One of several objects. See [load](#load).',
        '',
        '## load',
        '',
        'What comes.',
        '',
        "**`{ model: 'burst', parts }`**: All at once.",
        '',
        '- `parts`:  An object. See [load.parts](#loadparts).',
        '',
        '```ts',
        'load: {',
        "  model: 'burst'",
        '}',
        '```',
        '',
        '**`{ kinds }`**',
        '',
        "- `kinds` (optional): Which. One of 'x' | 'y'.",
        '',
        '### load.parts',
        '',
        '',
        '',
        '- `a` (optional):  Text.',
        '',
      ].join('\n'),
    );
  });

  it('says of every field what it is for, and of every number between what', () => {
    const all = fieldsIn(z.toJSONSchema(scenarioSchema) as JsonSchema).filter(
      ([, field]) => field.const === undefined,
    );
    expect(all.length).to.be.above(60);
    for (const [path, field] of all) {
      expect(field.description, path).to.match(/^.{5,}\.$/s);
      if (field.type === 'number' || field.type === 'integer')
        expect([typeof field.minimum, typeof field.maximum], path).to.deep.equal(['number', 'number']);
    }
  });

  it('shows loads of every model, and right ones', () => {
    expect(LOAD_EXAMPLES.map(({ model }) => model)).to.deep.equal(['open', 'bursts', 'trace', 'closed']);
    for (const load of LOAD_EXAMPLES) expect(faultsOf({ ...TWO_TYPES_FILE, load })).to.deep.equal([]);
  });

  it(`is ${PAGE} (npm run docs writes it)`, async () => {
    const written = await readFile(new URL(PAGE, PROJECT_ROOT), 'utf8').catch(() => '');
    const upToDate = written === scenarioReferencePage();
    expect(upToDate, `${PAGE} is not what the schema says: \`npm run docs\` writes it`).to.equal(true);
  });
});
