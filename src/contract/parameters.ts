/** A parameter that a user may set with `--strategy=name:parameter=value`. */
export type ParameterSpec = NumberParameter | ChoiceParameter;

export interface NumberParameter {
  readonly kind: 'integer' | 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly about: string;
}

export interface ChoiceParameter<Choice extends string = string> {
  readonly kind: 'choice';
  readonly default: Choice;
  readonly choices: readonly Choice[];
  readonly about: string;
}

export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>;

export type ParameterValues<Specs extends ParameterSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name] extends ChoiceParameter<infer Choice> ? Choice : number;
};
