// What `orc get` does.
import { OrcError } from '#kernel/errors.ts';
import { revisionOf } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { GetOptions } from '#cli/commands/get.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { complain, isNotFound } from '#cli/errors.ts';
import { readPath } from '#kernel/model/json-path-text.ts';
import { valuesAt } from '#kernel/model/json-path.ts';
import { type Shown, asJson, formatObjects, outputForm } from '#cli/printers/output.ts';
import { Aligner, type TableOptions, alignedTable, headings, row } from '#cli/printers/table.ts';
import { type KindAsked, definitionAsked, isSameKind } from '#cli/kind-words.ts';
import {
  type CliSession,
  keyOfTarget,
  parseTargets,
  scopeOf,
  versionRead,
  withCluster,
} from '#cli/session.ts';
import { untilInterrupted } from '#cli/signals.ts';
import { written } from '#cli/standard-output.ts';

/** An object, and what it was found by. */
type FoundObject = Required<Shown>;

/** What was asked for, as it stands now. */
interface Found {
  readonly objects: readonly FoundObject[];
  readonly kinds: readonly KindAsked[];
  /** The names asked for; empty for all of a kind. */
  readonly names: readonly string[];
  /** From where a watch misses nothing. */
  readonly revision: number;
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Orders by a field: numbers by value, all else by its text; what lacks the field goes first. */
function sortBy(objects: readonly FoundObject[], path: string): FoundObject[] {
  const steps = readPath(path.replaceAll(/^\{|\}$/g, ''));
  const keyed = objects.map((each) => {
    const [value] = valuesAt(steps, asJson(each));
    return { each, value };
  });
  const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));
  const before = (a: unknown, b: unknown): number => {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    return text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0;
  };
  return keyed.toSorted((a, b) => before(a.value, b.value)).map(({ each }) => each);
}

function printTables({ objects, kinds }: Found, options: TableOptions, headers: boolean): void {
  const tables = kinds.flatMap((kind) => {
    const definition = definitionAsked(kind);
    const rows = objects
      .filter(({ asked }) => isSameKind(asked, kind))
      .map(({ object }) => row(definition, object, options));
    if (rows.length === 0) return [];
    return [alignedTable(headers ? [headings(definition, options), ...rows] : rows)];
  });
  say(tables.join('\n\n'));
}

async function named(session: CliSession, words: readonly string[], options: GetOptions): Promise<Found> {
  const { kinds, targets } = parseTargets(words);
  if (options.allNamespaces === true)
    throw new OrcError('BadRequest', 'a resource cannot be retrieved by name across all namespaces');
  if (options.selector !== undefined || options.fieldSelector !== undefined)
    throw new OrcError('BadRequest', 'selectors and a name cannot be given together');
  const objects: FoundObject[] = [];
  for (const target of targets) {
    try {
      const object = await session.client.get(keyOfTarget(target, session.namespace), versionRead(target));
      objects.push({ object, asked: target });
    } catch (error) {
      if (!isNotFound(error)) throw error;
      if (options.ignoreNotFound === true) continue;
      // It would be watched for ever.
      if (options.watch === true || options.watchOnly === true) throw error;
      complain(error);
    }
  }
  const revisions = objects.map(({ object }) => revisionOf(object));
  return { objects, kinds, names: targets.map(({ name }) => name), revision: Math.max(0, ...revisions) };
}

async function find(session: CliSession, words: readonly string[], options: GetOptions): Promise<Found> {
  const { kinds, targets } = parseTargets(words);
  if (targets.length > 0) return named(session, words, options);
  const lists = await Promise.all(
    kinds.map(async (asked) => {
      const list = await session.client.list(scopeOf(session, asked, options), options.chunkSize);
      return { objects: list.objects.map((object) => ({ object, asked })), revision: list.revision };
    }),
  );
  const objects = lists.flatMap((list) => list.objects);
  return { objects, kinds, names: [], revision: lists[0]?.revision ?? 0 };
}

/** Says on stderr, with exit code 0, that there is nothing. */
function sayNothing(session: CliSession, { kinds }: Found, options: GetOptions): void {
  const anyNamespaced = kinds.some((asked) => definitionAsked(asked).namespaced);
  const where = options.allNamespaces === true || !anyNamespaced ? '' : ` in ${session.namespace} namespace.`;
  process.stderr.write(`No resources found${where}\n`);
}

async function watch(
  session: CliSession,
  found: Found,
  options: GetOptions,
  table: TableOptions,
): Promise<void> {
  const [asked, ...others] = found.kinds;
  if (asked === undefined || others.length > 0 || found.names.length > 1)
    throw new OrcError('BadRequest', 'you may only specify a single resource type, and one name, to watch');
  const [name] = found.names;
  const definition = definitionAsked(asked);
  const scope = scopeOf(session, asked, options);
  const watched = name === undefined ? scope : { ...scope, fieldSelector: `metadata.name=${name}` };
  const form = outputForm(options.output);
  const withEvents = options.outputWatchEvents === true;
  const aligner = new Aligner();
  const cellsOf = (object: OrcObject, type: string): string[] => {
    const cells = row(definition, object, { ...table, nowMs: Date.now() });
    return withEvents ? [type, ...cells] : cells;
  };
  const textOf = (object: OrcObject, type: string): string =>
    form === undefined
      ? aligner.lines([cellsOf(object, type)]).join('\n')
      : `${form.form === 'yaml' ? '---\n' : ''}${formatObjects([{ object, asked }], form, true, options.showManagedFields)}`;
  const print = (object: OrcObject, type: string): Promise<void> => written(`${textOf(object, type)}\n`);
  const objects = found.objects.map(({ object }) => object);
  const present = options.watchOnly === true ? [] : objects;
  if (form === undefined) {
    const heading = headings(definition, table);
    const rows = present.map((object) => cellsOf(object, 'ADDED'));
    const first = options.headers ? [withEvents ? ['EVENT', ...heading] : heading, ...rows] : rows;
    for (const line of aligner.lines(first)) say(line);
  } else for (const object of present) await print(object, 'ADDED');
  const events = session.client.watch(watched, found.revision, untilInterrupted(), objects);
  for await (const event of events)
    if (event.object !== undefined) await print(unpack(event.object), event.type);
}

/** Shows objects; goes on as they change with --watch. */
export async function get(
  words: readonly string[],
  options: GetOptions,
  globals: GlobalOptions,
): Promise<void> {
  const form = outputForm(options.output);
  await withCluster(globals, async (session) => {
    const all = await find(session, words, options);
    const found =
      options.sortBy === undefined ? all : { ...all, objects: sortBy(all.objects, options.sortBy) };
    const { kinds, names } = found;
    const objects = found.objects.map(({ object }) => object);
    const table: TableOptions = {
      wide: options.output === 'wide',
      allNamespaces: options.allNamespaces === true,
      showLabels: options.showLabels === true,
      labelColumns: options.labelColumns?.split(',') ?? [],
      withKind: kinds.length > 1,
      nowMs: Date.now(),
    };
    if (options.watch === true || options.watchOnly === true) {
      // A list's revision is a state's; one object's is only that object's last change.
      await watch(session, found, options, table);
      return;
    }
    if (form !== undefined && (names.length === 0 || objects.length > 0)) {
      const text = formatObjects(found.objects, form, names.length === 1, options.showManagedFields);
      if (text !== '') say(text);
    } else if (objects.length > 0) printTables(found, table, options.headers);
    else if (names.length === 0 && options.ignoreNotFound !== true) sayNothing(session, found, options);
  });
}
