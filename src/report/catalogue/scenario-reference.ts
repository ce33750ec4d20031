/** The part of a JSON Schema that this file reads. */
export interface JsonSchema {
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
}

const HEAD = [
  '# All fields of a scenario',
  '`npm run docs` generates this page from the checks of scenario files. Correct mistakes in [src/catalogue](../src/catalogue).',
  'A scenario is a file of [scenarios](../scenarios) with `export default defineScenario({ … })`; the [README](../README.md#add-a-scenario) shows one. All times are in ms. `--time-scale` multiplies them, and the limits must hold for the result too. Everything that a scenario names must exist, and everything that it sets must be used. All mistakes are reported at once, each with its line and a correction.',
];

const TRACE_FILE = `The file of a trace begins with \`arrivalMs,type,serviceMs\` and has a line for each request:

\`\`\`csv
arrivalMs,type,serviceMs
0,report-a,7.25
12.5,report-b,180
13,report-a,0
\`\`\`

- \`arrivalMs\`: when it is due, in ms from the start of the load. Clock times (ms since 1970) count from the first line, which is said where the scenario is listed and where it runs. Lines that come too late are put into order.
- \`type\`: one of the types of the scenario, a \`sleep\` or a \`spin\`.
- \`serviceMs\`: how long it takes on a worker of speed 1, in ms; 0 is no time at all. At most an hour in the simulator, and live at most 60 s on the slowest worker.

Numbers may have any number of decimals, and exponents. Fields may be quoted, lines may end as on Windows. A file has at most 256 MiB; a million lines take about a second to read.`;

type Example = { readonly model: string };

/** Every field of a scenario on one Markdown page. `examples` are loads, told apart by their model. */
export function scenarioReference(schema: JsonSchema, examples: readonly Example[]): string {
  const page = new Page(examples);
  return [...HEAD, ...page.fields('', schema), ...page.deeper('', schema)].join('\n\n').concat('\n');
}

class Page {
  readonly #examples: readonly Example[];
  /** The path at which each object is described: the first path where it may occur. */
  readonly #places = new Map<string, string>();

  constructor(examples: readonly Example[]) {
    this.#examples = examples;
  }

  /** A line for each field of an object. */
  fields(path: string, schema: JsonSchema): string[] {
    const lines = fieldsOf(schema).map(([name, field]) => {
      const optional = schema.required?.includes(name) ? '' : ' (optional)';
      return `- \`${name}\`${optional}: ${field.description ?? ''} ${kindOf(field)}.${this.#link(join(path, name), field)}`;
    });
    return lines.length === 0 ? [] : [lines.join('\n')];
  }

  /** A section for each field that has fields of its own. */
  deeper(path: string, schema: JsonSchema): string[] {
    return fieldsOf(schema).flatMap(([name, field]) => this.#section(join(path, name), field));
  }

  #link(path: string, field: JsonSchema): string {
    const inner = innerOf(field);
    if (inner === undefined) return '';
    const key = JSON.stringify(inner.oneOf ?? inner.anyOf ?? inner.properties);
    const place = this.#places.get(key) ?? path;
    this.#places.set(key, place);
    return place === path ? ` See [${path}](#${anchor(path)}).` : ` As [${place}](#${anchor(place)}).`;
  }

  #section(path: string, field: JsonSchema): string[] {
    const inner = innerOf(field);
    if (inner === undefined || ![...this.#places.values()].includes(path)) return [];
    const title = [`${path.includes('.') ? '###' : '##'} ${path}`, field.description ?? ''];
    const variants = inner.oneOf ?? inner.anyOf;
    if (variants === undefined) return [...title, ...this.fields(path, inner), ...this.deeper(path, inner)];
    return [
      ...title,
      ...variants.flatMap((variant) => this.#variant(path, variant)),
      ...variants.flatMap((variant) => this.deeper(path, variant)),
    ];
  }

  /** One of several variants. */
  #variant(path: string, variant: JsonSchema): string[] {
    const model = variant.properties?.model?.const;
    const example = this.#examples.find((one) => one.model === model);
    return [
      `**\`${signature(variant)}\`**${variant.description === undefined ? '' : `: ${variant.description}`}`,
      ...this.fields(path, variant),
      ...(example === undefined ? [] : [`\`\`\`ts\nload: ${asCode(example)}\n\`\`\``]),
      ...(model === 'trace' ? [TRACE_FILE] : []),
    ];
  }
}

/** Fields without constants, which the signature already shows. */
function fieldsOf({ properties = {} }: JsonSchema): [string, JsonSchema][] {
  return Object.entries(properties).filter(([, field]) => field.const === undefined);
}

function signature({ properties = {} }: JsonSchema): string {
  const parts = Object.entries(properties).map(([name, field]) => {
    if (field.const !== undefined) return `${name}: '${field.const}'`;
    return name === 'runs' || name === 'does' ? `${name}: ${choices(field)}` : name;
  });
  return `{ ${parts.join(', ')} }`;
}

/** The schema with fields inside a field: the object itself, a list item, or a named entry. */
function innerOf(field: JsonSchema): JsonSchema | undefined {
  if (field.properties !== undefined || field.oneOf !== undefined || field.anyOf !== undefined) return field;
  if (field.items !== undefined) return innerOf(field.items);
  return typeof field.additionalProperties === 'object' ? innerOf(field.additionalProperties) : undefined;
}

function kindOf(field: JsonSchema): string {
  if (field.enum !== undefined) return `One of ${choices(field)}`;
  if (field.type === 'integer') return `A whole number from ${field.minimum} to ${field.maximum}`;
  if (field.type === 'number') return `A number from ${field.minimum} to ${field.maximum}`;
  if (field.type === 'string') return 'Text';
  if (field.items !== undefined) {
    const most = field.maxItems === undefined ? '' : `, at most ${field.maxItems}`;
    return innerOf(field.items) === undefined
      ? `A list${most}, each: ${lower(kindOf(field.items))}`
      : `A list of objects${most}`;
  }
  if (typeof field.additionalProperties === 'object') return 'Objects by name';
  return field.properties === undefined ? 'One of several objects' : 'An object';
}

function choices({ enum: values = [] }: JsonSchema): string {
  return values.map((value) => `'${value}'`).join(' | ');
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** The anchor that GitHub gives a heading. */
function anchor(path: string): string {
  return path.toLowerCase().replaceAll('.', '');
}

/** As TypeScript in the style of the scenario files. */
function asCode(value: object): string {
  return JSON.stringify(value, null, 2)
    .replace(/"(\w+)":/g, '$1:')
    .replaceAll('"', "'")
    .replace(/\[\s+([^\]]*?)\s+\]/g, (_, items: string) => `[${items.replace(/\s+/g, ' ')}]`);
}
