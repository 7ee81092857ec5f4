// What `orc get` does.
import { OrcError } from '#kernel/errors.ts';
import { definitionOf } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import type { KindName, OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { GetOptions } from '#cli/commands/get.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { follow } from '#cli/printers/jsonpath.ts';
import { asJson, formatObjects, outputForm } from '#cli/printers/output.ts';
import { type TableOptions, alignedTable, headings, row } from '#cli/printers/table.ts';
import { type CliSession, keyOfTarget, parseTargets, withCluster } from '#cli/session.ts';
import { untilInterrupted } from '#cli/signals.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

function sortValue(object: OrcObject, path: string): string {
  const [value] = follow(path.replace(/^\{|\}$/g, ''), asJson(object));
  if (typeof value === 'number') return String(value).padStart(20, '0');
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}

function printTables(
  objects: readonly OrcObject[],
  kinds: readonly KindName[],
  options: TableOptions,
  headers: boolean,
): void {
  let first = true;
  for (const kind of kinds) {
    const own = objects.filter((object) => object.kind === kind);
    if (own.length === 0) continue;
    if (!first) say('');
    first = false;
    const rows = own.map((object) => row(object, options));
    say(alignedTable(headers ? [headings(kind, options), ...rows] : rows));
  }
}

async function collect(
  session: CliSession,
  words: readonly string[],
  options: GetOptions,
): Promise<{ objects: OrcObject[]; kinds: readonly KindName[]; revision: number; named: boolean }> {
  const { kinds, targets } = parseTargets(words);
  if (targets.length > 0) {
    if (options.allNamespaces === true)
      throw new OrcError('BadRequest', 'a resource cannot be retrieved by name across all namespaces');
    const objects: OrcObject[] = [];
    for (const target of targets) {
      try {
        objects.push(await session.client.get(keyOfTarget(target, session.namespace)));
      } catch (error) {
        if (!(error instanceof OrcError) || error.code !== 'NotFound') throw error;
        if (options.ignoreNotFound === true) continue;
        process.exitCode = 1;
        complain(`Error from server (NotFound): ${error.message}`);
      }
    }
    return { objects, kinds, revision: 0, named: true };
  }
  const objects: OrcObject[] = [];
  let revision = 0;
  for (const kind of kinds) {
    const namespace =
      options.allNamespaces === true || !definitionOf(kind).namespaced ? '' : session.namespace;
    const page = await session.client.list({
      kind,
      namespace,
      labelSelector: options.selector ?? '',
      fieldSelector: options.fieldSelector ?? '',
    });
    objects.push(...page.objects);
    ({ revision } = page);
  }
  return { objects, kinds, revision, named: false };
}

async function watch(
  session: CliSession,
  kind: KindName,
  name: string | undefined,
  options: GetOptions,
  table: TableOptions,
  fromRevision: number,
): Promise<void> {
  const namespace = options.allNamespaces === true || !definitionOf(kind).namespaced ? '' : session.namespace;
  const fieldSelector = [options.fieldSelector, name === undefined ? undefined : `metadata.name=${name}`]
    .filter((part) => part !== undefined)
    .join(',');
  const scope = { kind, namespace, labelSelector: options.selector ?? '', fieldSelector };
  const form = outputForm(options.output);
  const widths = headings(kind, table).map((heading) => heading.length);
  for await (const event of session.client.watch(scope, fromRevision, untilInterrupted())) {
    if (event.object === undefined) continue;
    const object = unpack(event.object);
    if (form !== undefined) say(formatObjects([object], form, true));
    else {
      const cells = row(object, { ...table, nowMs: Date.now() });
      for (const [column, cell] of cells.entries())
        widths[column] = Math.max(widths[column] ?? 0, cell.length);
      say(
        cells
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('   ')
          .trimEnd(),
      );
    }
  }
}

/** Shows objects; goes on as they change with --watch. */
export async function get(
  words: readonly string[],
  options: GetOptions,
  globals: GlobalOptions,
): Promise<void> {
  await withCluster(globals, async (session) => {
    const { objects, kinds, revision, named } = await collect(session, words, options);
    const { sortBy } = options;
    if (sortBy !== undefined) objects.sort((a, b) => (sortValue(a, sortBy) < sortValue(b, sortBy) ? -1 : 1));
    const table: TableOptions = {
      wide: options.output === 'wide',
      allNamespaces: options.allNamespaces === true,
      showLabels: options.showLabels === true,
      labelColumns: options.labelColumns?.split(',') ?? [],
      withKind: kinds.length > 1,
      nowMs: Date.now(),
    };
    const form = outputForm(options.output);
    if (options.watchOnly !== true) {
      if (form !== undefined) {
        if (!named || objects.length > 0) {
          const text = formatObjects(objects, form, named && objects.length === 1);
          if (text !== '') say(text);
        }
      } else if (objects.length > 0) printTables(objects, kinds, table, options.headers);
      else if (!named && options.ignoreNotFound !== true) {
        const anyNamespaced = kinds.some((kind) => definitionOf(kind).namespaced);
        complain(
          options.allNamespaces === true || !anyNamespaced
            ? 'No resources found'
            : `No resources found in ${session.namespace} namespace.`,
        );
      }
    }
    if (options.watch !== true && options.watchOnly !== true) return;
    const [kind, another] = kinds;
    if (kind === undefined || another !== undefined)
      throw new OrcError('BadRequest', 'you may only specify a single resource type with --watch');
    const [name] = parseTargets(words).targets.map((target) => target.name);
    const from = Math.max(
      revision,
      ...objects.map(({ metadata }) => Number(metadata.resourceVersion ?? '0')),
    );
    await watch(session, kind, name, options, table, from);
  });
}
