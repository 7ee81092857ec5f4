// Event: something that happened to an object. Stored in its core form; the events.k8s.io versions name
// some fields differently, and what only older clients set has `deprecated` before its name there.
import type { FieldCause } from '#kernel/errors.ts';
import { nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, type ServedVersion, invalid, required } from '#kernel/kinds/kind.ts';
import { formats } from '#kernel/model/formats.ts';
import { CoreEvent } from '#kernel/model/gen/event.gen.ts';
import { age } from '#kernel/model/human.ts';
import type { JsonObject } from '#kernel/model/json.ts';

/** The longest reportingInstance, action and reason. */
const maxWordLength = 128;
/** The longest message of an event with an eventTime, in bytes. */
const maxMessageBytes = 1024;

/** The fields that events.k8s.io names differently: its name, then the stored one. */
const otherNames: readonly (readonly [string, string])[] = [
  ['regarding', 'involvedObject'],
  ['note', 'message'],
  ['reportingController', 'reportingComponent'],
  ['deprecatedSource', 'source'],
  ['deprecatedFirstTimestamp', 'firstTimestamp'],
  ['deprecatedLastTimestamp', 'lastTimestamp'],
  ['deprecatedCount', 'count'],
];
const toStoredName = new Map(otherNames);
const fromStoredName = new Map(otherNames.map(([other, stored]) => [stored, other]));

/** The fields under other names; those that both forms have, or that none has, keep theirs. */
function renamed(json: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [names.get(name) ?? name, value]));
}

function servedAs(version: string): ServedVersion {
  return {
    group: 'events.k8s.io',
    version,
    toStored(json) {
      const stored = renamed(json, toStoredName);
      return { ...stored, involvedObject: stored['involvedObject'] ?? {} };
    },
    fromStored: (json) => renamed(json, fromStoredName),
  };
}

const encoder = new TextEncoder();

function validateWord(field: string, value: string | undefined): FieldCause[] {
  if ((value ?? '') === '') return [required(field)];
  return (value ?? '').length > maxWordLength
    ? [invalid(field, '', `can have at most ${maxWordLength} characters`)]
    : [];
}

/** What holds for events with an eventTime: they say who reported them, and what was done and why. */
function validateReport(event: CoreEvent): FieldCause[] {
  const causes: FieldCause[] = [];
  const reporter = event.reportingComponent ?? '';
  const wrong = formats['qualified-name']?.(reporter);
  if (reporter === '') causes.push(required('reportingComponent'));
  else if (wrong !== undefined) causes.push(invalid('reportingComponent', reporter, wrong));
  causes.push(
    ...validateWord('reportingInstance', event.reportingInstance),
    ...validateWord('action', event.action),
    ...validateWord('reason', event.reason),
  );
  if (encoder.encode(event.message ?? '').length > maxMessageBytes)
    causes.push(invalid('message', '', `can have at most ${maxMessageBytes} characters`));
  return causes;
}

/** An event stands in its object's namespace; one about an object of none, in `default`. */
function validateNamespace(event: CoreEvent): FieldCause[] {
  const own = event.metadata.namespace ?? '';
  const about = event.involvedObject.namespace ?? '';
  const wrong = [invalid('involvedObject.namespace', about, 'does not match event.namespace')];
  if (about === '') {
    const allowed = event.eventTime === undefined ? ['', 'default'] : ['', 'default', 'kube-system'];
    return allowed.includes(own) ? [] : wrong;
  }
  return event.eventTime === undefined && about !== own ? wrong : [];
}

/** What an event is about, as `pod/web-1`. */
function objectText({ involvedObject: { kind = '', name = '' } }: CoreEvent): string {
  return name === '' ? kind.toLowerCase() : `${kind.toLowerCase()}/${name}`;
}

/** Who reported an event: the component, and where or which of it when that is known. */
function sourceText(event: CoreEvent): string {
  const component = event.source?.component || (event.reportingComponent ?? '');
  const instance = event.source?.host || (event.reportingInstance ?? '');
  return instance === '' ? component : `${component}, ${instance}`;
}

const firstSeen = (event: CoreEvent): string | undefined => event.firstTimestamp ?? event.eventTime;

export const definition: KindDefinition<CoreEvent> = {
  type: CoreEvent,
  group: '',
  version: 'v1',
  plural: 'events',
  singular: 'event',
  shortNames: ['ev'],
  served: [servedAs('v1'), servedAs('v1beta1')],
  namespaced: true,
  hasStatus: false,
  hasGeneration: false,
  columns: [
    {
      name: 'Last Seen',
      description: 'How long ago it last happened.',
      value: (event, nowMs) =>
        age(
          event.series === undefined
            ? (event.lastTimestamp ?? firstSeen(event))
            : event.series.lastObservedTime,
          nowMs,
        ),
    },
    { name: 'Type', description: 'Whether it is normal or a warning.', value: (event) => event.type ?? '' },
    { name: 'Reason', description: 'Why it happened, in a word.', value: (event) => event.reason ?? '' },
    { name: 'Object', description: 'The object that it is about.', value: objectText },
    {
      name: 'Subobject',
      description: 'The part of the object that it is about.',
      priority: 1,
      value: (event) => event.involvedObject.fieldPath ?? '',
    },
    { name: 'Source', description: 'Who reports it.', priority: 1, value: sourceText },
    { name: 'Message', description: 'What happened.', value: (event) => (event.message ?? '').trim() },
    {
      name: 'First Seen',
      description: 'How long ago it first happened.',
      priority: 1,
      value: (event, nowMs) => age(firstSeen(event), nowMs),
    },
    {
      name: 'Count',
      type: 'integer',
      description: 'How often it happened.',
      priority: 1,
      // An event that never repeated has no count.
      value: (event) => (event.series === undefined ? event.count || 1 : (event.series.count ?? 0)),
    },
    { ...nameColumn, priority: 1 },
  ],
  validate: (event) => [
    ...validateNamespace(event),
    ...(event.eventTime === undefined ? [] : validateReport(event)),
  ],
  fields: [
    { name: 'involvedObject.kind', value: (event) => event.involvedObject.kind ?? '' },
    { name: 'involvedObject.namespace', value: (event) => event.involvedObject.namespace ?? '' },
    { name: 'involvedObject.name', value: (event) => event.involvedObject.name ?? '' },
    { name: 'involvedObject.uid', value: (event) => event.involvedObject.uid ?? '' },
    { name: 'involvedObject.apiVersion', value: (event) => event.involvedObject.apiVersion ?? '' },
    { name: 'involvedObject.resourceVersion', value: (event) => event.involvedObject.resourceVersion ?? '' },
    { name: 'involvedObject.fieldPath', value: (event) => event.involvedObject.fieldPath ?? '' },
    { name: 'reason', value: (event) => event.reason ?? '' },
    { name: 'reportingComponent', value: (event) => event.reportingComponent ?? '' },
    { name: 'source', value: (event) => event.source?.component || (event.reportingComponent ?? '') },
    { name: 'type', value: (event) => event.type ?? '' },
  ],
};
