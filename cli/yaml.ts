// YAML from outside, read in bounded time and memory. What the yaml package would do without bound is
// looked at first: a document's size, its nesting (its composer recurses), its aliases (each is looked
// up through the whole document) and its keys (their uniqueness would be checked pair by pair).
import {
  type Document,
  LineCounter,
  type ScalarTag,
  type Tags,
  isMap,
  isScalar,
  parseDocument,
  visit,
} from 'yaml';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';
import { checkYamlShape } from '#kernel/model/yaml-shape.ts';

export const yamlLimits = {
  /** The most bytes of one document: what an object may have, which says more than its manifest. */
  documentBytes: limits.objectBytes,
  /** The most bytes of one file. */
  fileBytes: 16 * 1024 * 1024,
  /** The most documents of one file. */
  documents: 2_000,
  /** How deep a document may be nested. */
  depth: 64,
  /** The most aliases of one document. */
  aliases: 100,
} as const;

/** One document of a file. */
export interface YamlDocument {
  /** Its place in the file, counted from 1. */
  readonly number: number;
  readonly json: unknown;
}

interface Part {
  readonly text: string;
  /** The line of the file it begins at, counted from 1. */
  readonly line: number;
}

/** Divides a file at its document markers: a line that begins with `---` is one wherever it stands. */
function divide(text: string): Part[] {
  const parts: Part[] = [];
  const marker = /^---(?=\s|$)/gm;
  let [from, line] = [0, 1];
  const take = (to: number): void => {
    parts.push({ text: text.slice(from, to), line });
    for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) line += 1;
    from = to;
  };
  for (const match of text.matchAll(marker)) if (match.index > 0) take(match.index);
  take(text.length);
  return parts;
}

/** Whether a part holds anything: not only a marker, comments and directives. */
function isEmpty(part: string): boolean {
  return part
    .replace(/^---/, '')
    .split('\n')
    .every((line) => /^\s*(#.*|%.*|\.\.\.\s*)?$/.test(line));
}

function checkTree(document: Document, at: (offset: number) => string): void {
  visit(document, (_key, node, ancestors) => {
    if (ancestors.length > yamlLimits.depth * 2)
      throw new OrcError('BadRequest', `is nested deeper than ${yamlLimits.depth} levels`);
    if (!isMap(node)) return;
    const seen = new Set<string>();
    for (const { key } of node.items) {
      if (!isScalar(key)) continue;
      const name = String(key.value);
      if (seen.has(name) && name !== '<<')
        throw new OrcError(
          'BadRequest',
          `invalid YAML: Map keys must be unique ${at(key.range?.[0] ?? 0)}: "${name.slice(0, 80)}" stands twice`,
        );
      seen.add(name);
    }
  });
}

/** `0644` is octal to Kubernetes' users, as it was in YAML 1.1. */
const oldOctal: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  format: 'OCT',
  test: /^[-+]?0[0-7]+$/,
  resolve: (text) => Number.parseInt(text, 8),
};
const customTags = (tags: Tags): Tags => [oldOctal, ...tags];

function read({ text, line }: Part): unknown {
  checkYamlShape(text, yamlLimits);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
    merge: true,
    customTags,
  });
  const at = (offset: number): string => {
    const place = lines.linePos(offset);
    return `at line ${place.line + line - 1}, column ${place.col}`;
  };
  const [problem] = document.errors;
  if (problem !== undefined)
    throw new OrcError('BadRequest', `invalid YAML: ${problem.message.split('\n')[0]} ${at(problem.pos[0])}`);
  checkTree(document, at);
  return document.toJS({ maxAliasCount: yamlLimits.aliases });
}

function size(text: string): number {
  return Buffer.byteLength(text);
}

/**
 * The documents of a file, without the empty ones. Throws BadRequest or TooLarge, the message beginning
 * with `name` and, where there are several, the document's number.
 */
export function readYaml(text: string, name: string): YamlDocument[] {
  const parts = divide(text).filter((part) => !isEmpty(part.text));
  if (parts.length > yamlLimits.documents)
    throw new OrcError(
      'TooLarge',
      `${name}: has ${parts.length} documents, may have at most ${yamlLimits.documents}`,
    );
  return parts.map((part, index) => {
    const where = parts.length === 1 ? name : `${name}: document ${index + 1}`;
    if (size(part.text) > yamlLimits.documentBytes)
      throw new OrcError(
        'TooLarge',
        `${where}: has ${size(part.text)} bytes, may have at most ${yamlLimits.documentBytes}`,
      );
    try {
      return { number: index + 1, json: read(part) };
    } catch (error) {
      // The composer recurses: what escaped the look at the shape ends here.
      const why = error instanceof RangeError ? 'is nested too deeply' : messageOf(error);
      throw new OrcError('BadRequest', `${where}: ${why}`, {}, { cause: error });
    }
  });
}
