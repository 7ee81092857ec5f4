// Reading the JSON of configuration files: every wrong field is named with what it should be, all of them at once.
import { OrcError } from '#kernel/errors.ts';
import { nearest } from '#kernel/model/from-json.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { formats, isIpv4 } from '#kernel/model/formats.ts';
import { mayLabelItself } from '#kernel/node/own-labels.ts';
import { readText } from '#runtime/files.ts';

/** The fields of one JSON object, each read with what it must be; what is wrong is noted and told at the end. */
export class Fields {
  readonly #json: Readonly<Record<string, unknown>>;
  readonly #problems: string[];
  readonly #prefix: string;
  readonly #known: string[] = [];

  constructor(json: Readonly<Record<string, unknown>>, problems: string[], prefix = '') {
    this.#json = json;
    this.#problems = problems;
    this.#prefix = prefix;
  }

  #take(name: string): unknown {
    this.#known.push(name);
    return this.#json[name];
  }

  /** Notes that a field is not what it must be. */
  refuse(name: string, wanted: string): void {
    const given = this.#json[name];
    this.#problems.push(
      `${this.#prefix}${name}: ${given === undefined ? 'is missing' : `is ${JSON.stringify(given)}`}, must be ${wanted}`,
    );
  }

  text(
    name: string,
    wanted = 'text',
    accepts: (text: string) => boolean = (text) => text !== '',
    fallback?: string,
  ): string {
    const value = this.#take(name) ?? fallback;
    if (typeof value === 'string' && accepts(value)) return value;
    this.refuse(name, wanted);
    return '';
  }

  address(name: string): string {
    return this.text(name, 'an IPv4 address', isIpv4);
  }

  cidr(name: string): string {
    return this.text(
      name,
      'an IPv4 network such as 10.244.0.0/16',
      (text) => formats['cidr']?.(text) === undefined,
    );
  }

  nodeName(name: string): string {
    return this.text(name, 'a lowercase DNS name', (text) => formats['dns-subdomain']?.(text) === undefined);
  }

  level(): string {
    const levels = ['debug', 'info', 'warn', 'error'];
    return this.text('logLevel', `one of ${levels.join(', ')}`, (text) => levels.includes(text), 'info');
  }

  percent(name: string, fallback: number): number {
    return this.within(name, 1, 100, fallback);
  }

  within(name: string, least: number, most: number, fallback: number): number {
    const value = this.#take(name) ?? fallback;
    if (typeof value === 'number' && value >= least && value <= most) return value;
    this.refuse(name, `a number from ${least} to ${most}`);
    return fallback;
  }

  integer(name: string): number {
    const value = this.#take(name);
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
    this.refuse(name, 'a positive whole number');
    return 0;
  }

  flag(name: string): boolean {
    const value = this.#take(name) ?? false;
    if (typeof value === 'boolean') return value;
    this.refuse(name, 'true or false');
    return false;
  }

  texts(
    name: string,
    wanted = 'a list of texts',
    accepts: (text: string) => boolean = () => true,
    fallback?: readonly string[],
  ): string[] {
    const value = this.#take(name) ?? fallback;
    const isText = (item: unknown): item is string => typeof item === 'string' && accepts(item);
    if (Array.isArray(value) && value.length > 0 && value.every(isText)) return value;
    this.refuse(name, wanted);
    return [];
  }

  /** Labels that a node may give itself. */
  nodeLabels(name: string): Record<string, string> {
    const labels = this.map(name);
    for (const label of Object.keys(labels))
      if (!mayLabelItself(label))
        this.#problems.push(
          `${this.#prefix}${name}["${label}"]: a node may not give itself this label: set it with 'kubectl label node'`,
        );
    return labels;
  }

  map(name: string): Record<string, string> {
    const value = this.#take(name) ?? {};
    const entries = isJsonObject(value) ? Object.entries(value) : [];
    const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
    if (!isJsonObject(value) || texts.length < entries.length) this.refuse(name, 'a map of texts');
    return Object.fromEntries(texts);
  }

  objects<T>(name: string, read: (fields: Fields) => T): T[] {
    const value = this.#take(name);
    if (!Array.isArray(value) || value.length === 0) {
      this.refuse(name, 'a list of objects');
      return [];
    }
    return value.map((item: unknown, index) => this.#inner(item, `${name}[${index}]`, read));
  }

  /** One object or a list of at most `most`; none when the field is absent. */
  oneOrMore<T>(name: string, most: number, read: (fields: Fields) => T): T[] {
    const value = this.#take(name) ?? [];
    if (isJsonObject(value)) return [this.#inner(value, name, read)];
    if (Array.isArray(value) && value.length <= most)
      return value.map((item: unknown, index) => this.#inner(item, `${name}[${index}]`, read));
    this.refuse(name, `an object, or a list of at most ${most}`);
    return [];
  }

  #inner<T>(item: unknown, where: string, read: (fields: Fields) => T): T {
    const fields = new Fields(isJsonObject(item) ? item : {}, this.#problems, `${this.#prefix}${where}.`);
    const result = read(fields);
    fields.refuseOthers();
    return result;
  }

  refuseOthers(): void {
    for (const name of Object.keys(this.#json)) {
      if (this.#known.includes(name)) continue;
      const near = nearest(name, this.#known);
      this.#problems.push(
        `${this.#prefix}${name}: unknown${near === undefined ? '' : `; did you mean ${near}?`}`,
      );
    }
  }
}

/** Reads a file of JSON by `read`. Throws BadRequest naming every wrong and every unknown field. */
export function readConfig<T>(file: string, what: string, read: (fields: Fields) => T): T {
  const text = readText(file, what);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new OrcError(
      'BadRequest',
      `${what}: ${file} is not valid JSON: ${error instanceof Error ? error.message : ''}`,
      {},
      { cause: error },
    );
  }
  if (!isJsonObject(json)) throw new OrcError('BadRequest', `${what}: ${file} must hold a JSON object`);
  const problems: string[] = [];
  const fields = new Fields(json, problems);
  const config = read(fields);
  fields.refuseOthers();
  if (problems.length > 0) throw new OrcError('BadRequest', `${what}: ${file}:\n  ${problems.join('\n  ')}`);
  return config;
}
