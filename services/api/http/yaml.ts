// Bodies in YAML, to the JSON that they stand for. They are read on the thread that serves everybody, so whatever takes
// long is refused: large ones, those of shapes that the yaml package is slow at, and after a second all others.
//
// kubectl names JSON YAML where it applies server-side. So JSON is looked for first, which may be as large as ever.
import { LineCounter, type YAMLParseError, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';
import { jsonSize } from '#kernel/model/json-size.ts';
import { checkYamlShape } from '#kernel/model/yaml-shape.ts';
import { type ReadJson, readJson } from '#api/admission/parse.ts';
import { bounded } from '#api/bounded.ts';
import { apiLimits } from '#api/limits.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });
const [space, openBrace] = [0x20, 0x7b];
/** The most duplicates that are named. */
const maxNamed = 50;
/** The longest path that an error repeats, in UTF-16 units. */
const saidUnits = 200;

/**
 * An object in JSON; undefined for what is none. Throws for one that is too large or too deep: what does not begin as an
 * object does is not looked at, because brackets in YAML may stand in text, and close nothing.
 */
function jsonIn(bytes: Uint8Array, what: string): ReadJson | undefined {
  const first = bytes.find((byte) => byte > space);
  if (first !== openBrace) return undefined;
  try {
    return readJson(bytes, what);
  } catch (error) {
    // What is no JSON, or no UTF-8, has a cause that says so.
    if (error instanceof OrcError && error.cause !== undefined) return undefined;
    throw error;
  }
}

/** The tree of a document, made JSON. */
class Conversion {
  /** The fields that stand twice, of which the last counts. */
  readonly duplicates: string[] = [];
  readonly #anchored = new Map<string, unknown>();

  /** `path` is where the node stands. Throws BadRequest for what JSON does not have. */
  jsonOf(node: unknown, path: string, depth = 0): unknown {
    if (depth > limits.jsonDepth)
      throw new OrcError('BadRequest', `is nested deeper than ${limits.jsonDepth} levels`);
    if (isAlias(node)) {
      if (this.#anchored.has(node.source)) return this.#anchored.get(node.source);
      const anchor = said(node.source);
      throw new OrcError('BadRequest', `${said(path)}: no anchor &${anchor} stands before its alias`);
    }
    const json = isMap(node)
      ? this.#objectOf(node.items, path, depth)
      : isSeq(node)
        ? node.items.map((item, index) => this.jsonOf(item, `${path}[${index}]`, depth + 1))
        : scalarOf(isScalar(node) ? node.value : node, path);
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor !== undefined)
      this.#anchored.set(node.anchor, json);
    return json;
  }

  #objectOf(
    items: readonly { readonly key: unknown; readonly value: unknown }[],
    path: string,
    depth: number,
  ): unknown {
    const fields = new Map<string, unknown>();
    for (const { key, value } of items) {
      const name = nameOf(this.jsonOf(key, `${path}: a key`, depth + 1), path);
      const at = path === '' ? name : `${path}.${name}`;
      if (fields.has(name) && this.duplicates.length < maxNamed) this.duplicates.push(said(at));
      fields.set(name, this.jsonOf(value, at, depth + 1));
    }
    return Object.fromEntries(fields);
  }
}

/** A path as errors repeat it. */
function said(path: string): string {
  if (path === '') return 'the document';
  return path.length > saidUnits ? `${path.slice(0, saidUnits)}...` : path;
}

function nameOf(key: unknown, path: string): string {
  if (typeof key === 'string') return key;
  if (typeof key === 'number' || typeof key === 'boolean') return String(key);
  throw new OrcError('BadRequest', `${said(path)}: a key is ${key === null ? 'missing' : 'not text'}`);
}

function scalarOf(value: unknown, path: string): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new OrcError('BadRequest', `${said(path)}: is of a type that JSON does not have`);
}

/** The words for what the yaml package found wrong. */
function problemText({ code, message, pos }: YAMLParseError, lines: LineCounter): string {
  if (code === 'MULTIPLE_DOCS') return 'it has more than one document: send each by itself';
  const { line, col } = lines.linePos(pos[0]);
  return `${message.split('\n')[0]} at line ${line}, column ${col}`;
}

function converted(text: string): ReadJson {
  checkYamlShape(text, { depth: limits.jsonDepth, aliases: apiLimits.yaml.aliases });
  const lines = new LineCounter();
  // It would compare all keys of a map with each other.
  const document = parseDocument(text, {
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
    logLevel: 'error',
  });
  const [problem] = document.errors;
  if (problem !== undefined) throw new OrcError('BadRequest', problemText(problem, lines));
  const conversion = new Conversion();
  const value = conversion.jsonOf(document.contents, '');
  const units = limits.objectBytes * 2;
  // Aliases stand for as much as their anchors, as often as they do.
  const size = jsonSize(value, { units, depth: limits.jsonDepth });
  if (size === 'too deep')
    throw new OrcError('BadRequest', `is nested deeper than ${limits.jsonDepth} levels`);
  if (size === 'too large')
    throw new OrcError('BadRequest', `stands for more than ${units} bytes of JSON: use fewer aliases`);
  return { value, duplicates: () => conversion.duplicates };
}

/**
 * Reads JSON, or YAML in bounded time and memory: one document. `what` names it in errors. Throws BadRequest for what is
 * neither, and TooLarge.
 */
export function readYaml(bytes: Uint8Array, what: string): ReadJson {
  const json = jsonIn(bytes, what);
  if (json !== undefined) return json;
  if (bytes.length > apiLimits.yaml.bytes)
    throw new OrcError(
      'TooLarge',
      `${what} has ${bytes.length} bytes of YAML, may have at most ${apiLimits.yaml.bytes}: send it as JSON, which may be larger`,
    );
  try {
    const text = decoder.decode(bytes);
    return bounded(() => converted(text), { doing: `reading ${what} as YAML`, advice: 'send it as JSON' });
  } catch (error) {
    if (error instanceof OrcError && error.code === 'TooLarge') throw error;
    // The composer recurses: what escaped the look at the shape ends here.
    const why = error instanceof RangeError ? 'is nested too deeply' : messageOf(error);
    throw new OrcError('BadRequest', `${what} is not valid YAML: ${why}`, {}, { cause: error });
  }
}
