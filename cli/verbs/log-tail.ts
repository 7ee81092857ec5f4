// What `orc log tail` does: the events of the cluster's log as they come, a line each.
import { OrcError } from '#kernel/errors.ts';
import { customNames } from '#kernel/custom/object.ts';
import { definitionOf, describeKey, isBuiltIn, namesOf } from '#kernel/log/key.ts';
import { unpack } from '#kernel/log/pack.ts';
import type { TailEvent } from '#kernel/model/gen/api.gen.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import { objectToJson } from '#kernel/model/to-json.ts';
import type { LogTailOptions } from '#cli/commands/log.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { kindOf } from '#cli/kind-words.ts';
import { withCluster } from '#cli/session.ts';
import { untilInterrupted } from '#cli/signals.ts';
import { written } from '#cli/standard-output.ts';

function words(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(',');
}

/** A kind as the masters' filter names it. */
function kindNamed(word: string): string {
  const { group, kind } = namesOf(kindOf(word));
  return group === '' ? kind : `${kind}.${group}`;
}

function jsonOf(packed: PackedObject | undefined): unknown {
  if (packed === undefined) return undefined;
  const object = unpack(packed);
  return isBuiltIn(object)
    ? objectToJson(definitionOf(object.kind).type, object)
    : { ...object, kind: customNames(object.kind).kind };
}

/** An event as one line for people. */
function lineOf({ event }: TailEvent): string {
  if (event?.key === undefined) return '';
  const { revision, timeMs, type, key, actor, reason } = event;
  const where = key.namespace === '' ? '' : ` in ${key.namespace}`;
  const why = reason === '' ? '' : `: ${reason}`;
  return `${revision} ${new Date(timeMs).toISOString()} ${type} ${describeKey(key)}${where} by ${actor}${why}`;
}

/** An event as one line for programs. */
function jsonLineOf({ event, previous }: TailEvent): string {
  const { object, ...rest } = event ?? {};
  return JSON.stringify({ ...rest, object: jsonOf(object), previous: jsonOf(previous) });
}

/** Shows the events of the log, from a revision on or as they come, until it is interrupted. */
export async function tailLog(options: LogTailOptions, globals: GlobalOptions): Promise<void> {
  const { from, output = '' } = options;
  if (output !== '' && output !== 'json')
    throw new OrcError(
      'BadRequest',
      `unable to match a printer suitable for the output format "${output}"; allowed: json`,
    );
  const request = {
    ...(from !== undefined && { fromRevision: from }),
    kinds: words(options.kinds).map(kindNamed),
    namespaces: words(options.namespaces ?? globals.namespace),
    actors: words(options.actors),
    labelSelector: options.selector ?? '',
    withPrevious: options.previous === true,
  };
  const show = output === 'json' ? jsonLineOf : lineOf;
  await withCluster(globals, async ({ client }) => {
    for await (const event of client.tail(request, untilInterrupted())) await written(`${show(event)}\n`);
  });
}
