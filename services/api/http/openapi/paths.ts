// The paths of resources in OpenAPI's terms: each verb with its parameters.
import type { JsonObject } from '#kernel/model/json.ts';
import { servedSubresources, subresourcesOf } from '#api/http/discovery.ts';
import {
  type Edition,
  type Gvk,
  common,
  kindDefinition,
  transientDefinition,
} from '#api/http/openapi/schemas.ts';
import type { Resource } from '#api/http/resources.ts';
import { type TransientResource, isMeasured } from '#api/http/transient.ts';

/** An operation before it is said in an edition's terms. */
interface Operation {
  readonly method: 'get' | 'put' | 'post' | 'delete' | 'patch';
  readonly action: string;
  readonly description: string;
  /** Query parameters. */
  readonly query: readonly string[];
  /** The definition of the body. */
  readonly body?: string;
  /** The forms of a patch. */
  readonly patches?: readonly string[];
  /** The definition of the answer. */
  readonly answer: string;
  readonly gvk: { readonly group: string; readonly version: string; readonly kind: string };
}

interface Parameter {
  readonly type: 'string' | 'boolean' | 'integer';
  readonly description: string;
}

const text = (description: string): Parameter => ({ type: 'string', description });
const parameters: Readonly<Record<string, Parameter>> = {
  pretty: text('Whether the answer is to be indented.'),
  dryRun: text('All: check everything, do nothing.'),
  fieldManager: text('The name of who changes the object.'),
  fieldValidation: text('What becomes of fields the kind does not have: Ignore, Warn or Strict.'),
  force: { type: 'boolean', description: 'Take over fields that others manage.' },
  labelSelector: text('Which objects, by label.'),
  fieldSelector: text('Which objects, by field.'),
  limit: { type: 'integer', description: 'The most objects of one page.' },
  continue: text('Where the last page ended.'),
  resourceVersion: text('The state that the answer must not be older than.'),
  resourceVersionMatch: text('How resourceVersion is meant: NotOlderThan or Exact.'),
  timeoutSeconds: { type: 'integer', description: 'How long the request may take.' },
  watch: { type: 'boolean', description: 'Go on with every change.' },
  allowWatchBookmarks: { type: 'boolean', description: 'Say now and then how far the watch is.' },
  sendInitialEvents: { type: 'boolean', description: 'Begin with what there is, and say where that ends.' },
  gracePeriodSeconds: { type: 'integer', description: 'How long the object is given to end.' },
  propagationPolicy: text('What becomes of what the object owns: Background, Foreground or Orphan.'),
};
const listQuery = [
  'labelSelector',
  'fieldSelector',
  'limit',
  'continue',
  'resourceVersion',
  'resourceVersionMatch',
  'timeoutSeconds',
  'watch',
  'allowWatchBookmarks',
  'sendInitialEvents',
];
const writeQuery = ['dryRun', 'fieldManager', 'fieldValidation'];
const deleteQuery = ['dryRun', 'gracePeriodSeconds', 'propagationPolicy'];

function operationsOn(resource: Resource): readonly (Operation & { readonly onItem: boolean })[] {
  const { group, version, kind, definition } = resource;
  const gvk = { group, version, kind };
  const own = kindDefinition(resource);
  const { plural } = definition;
  const reads = [
    {
      method: 'get',
      action: 'list',
      onItem: false,
      description: `Lists or watches ${plural}.`,
      query: listQuery,
      answer: `${own}List`,
      gvk,
    },
    {
      method: 'get',
      action: 'get',
      onItem: true,
      description: `Reads one of ${plural}.`,
      query: ['resourceVersion'],
      answer: own,
      gvk,
    },
  ] as const;
  if (definition.readOnly === true) return reads;
  return [
    ...reads,
    {
      method: 'post',
      action: 'post',
      onItem: false,
      description: `Makes one of ${plural}.`,
      query: writeQuery,
      body: own,
      answer: own,
      gvk,
    },
    {
      method: 'delete',
      action: 'deletecollection',
      onItem: false,
      description: `Deletes many ${plural}.`,
      query: [...listQuery, ...deleteQuery],
      body: common.deleteOptions,
      answer: common.status,
      gvk,
    },
    {
      method: 'put',
      action: 'put',
      onItem: true,
      description: `Replaces one of ${plural}.`,
      query: writeQuery,
      body: own,
      answer: own,
      gvk,
    },
    {
      method: 'patch',
      action: 'patch',
      onItem: true,
      description: `Changes one of ${plural}.`,
      query: [...writeQuery, 'force'],
      body: common.patch,
      patches: patchesOf(resource),
      answer: own,
      gvk,
    },
    {
      method: 'delete',
      action: 'delete',
      onItem: true,
      description: `Deletes one of ${plural}.`,
      query: deleteQuery,
      body: common.deleteOptions,
      answer: common.status,
      gvk,
    },
  ];
}

/** The forms of patches that a kind's objects take: the lists of custom kinds have no keys for a strategic one. */
function patchesOf({ definition }: Resource): readonly string[] {
  return [
    'application/json-patch+json',
    'application/merge-patch+json',
    ...(definition.custom === undefined ? ['application/strategic-merge-patch+json'] : []),
    'application/apply-patch+yaml',
  ];
}

function pathParameter(edition: Edition, name: string): JsonObject {
  const description = name === 'name' ? "The object's name." : "The object's namespace.";
  const base = { name, in: 'path', required: true, description };
  return edition === 'v2' ? { ...base, type: 'string' } : { ...base, schema: { type: 'string' } };
}

function queryParameter(edition: Edition, name: string): JsonObject {
  const { type, description } = parameters[name] ?? text('');
  const base = { name, in: 'query', description };
  return edition === 'v2' ? { ...base, type } : { ...base, schema: { type } };
}

function operationJson(edition: Edition, operation: Operation, where: string): JsonObject {
  const { description, query, body, answer, gvk, action } = operation;
  const place = edition === 'v2' ? '#/definitions/' : '#/components/schemas/';
  const content = (types: readonly string[], name: string): JsonObject =>
    Object.fromEntries(types.map((type) => [type, { schema: { $ref: `${place}${name}` } }]));
  const { patches: consumes = ['application/json', 'application/yaml'] } = operation;
  const common = {
    description,
    operationId: `${action}${where}`,
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': gvk,
  };
  const listed = query.map((name) => queryParameter(edition, name));
  if (edition === 'v3')
    return {
      ...common,
      parameters: listed,
      ...(body !== undefined && { requestBody: { content: content(consumes, body) } }),
      responses: { '200': { description: 'OK', content: content(['application/json'], answer) } },
    };
  const bodyParameter =
    body === undefined ? [] : [{ name: 'body', in: 'body', schema: { $ref: `${place}${body}` } }];
  return {
    ...common,
    consumes,
    produces: ['application/json'],
    schemes: ['https'],
    parameters: [...bodyParameter, ...listed],
    responses: { '200': { description: 'OK', schema: { $ref: `${place}${answer}` } } },
  };
}

function item(
  edition: Edition,
  operations: readonly Operation[],
  names: readonly string[],
  where: string,
): JsonObject {
  return {
    ...Object.fromEntries(operations.map((each) => [each.method, operationJson(edition, each, where)])),
    parameters: names.map((name) => pathParameter(edition, name)),
  };
}

function subresourcePaths(
  edition: Edition,
  resource: Resource,
  base: string,
  names: readonly string[],
): [string, JsonObject][] {
  const { group, version, kind, definition } = resource;
  const own = kindDefinition(resource);
  return subresourcesOf(resource, servedSubresources)
    .filter(({ name }) => name === 'status')
    .map((sub) => {
      const gvk = { group, version, kind };
      const operations: Operation[] = [
        {
          method: 'get',
          action: 'get',
          description: `Reads the ${sub.name} of one of ${definition.plural}.`,
          query: [],
          answer: own,
          gvk,
        },
        {
          method: 'put',
          action: 'put',
          description: `Replaces the ${sub.name} of one of ${definition.plural}.`,
          query: writeQuery,
          body: own,
          answer: own,
          gvk,
        },
        {
          method: 'patch',
          action: 'patch',
          description: `Changes the ${sub.name} of one of ${definition.plural}.`,
          query: [...writeQuery, 'force'],
          body: common.patch,
          patches: patchesOf(resource),
          answer: own,
          gvk,
        },
      ];
      return [`${base}/{name}/${sub.name}`, item(edition, operations, names, `${kind}Status`)];
    });
}

/** The kinds that parts of resources are asked by, and that are never stored: Scale, Eviction, Binding, TokenRequest. */
export function partKinds(resources: readonly Resource[]): readonly Gvk[] {
  const found = new Map<string, Gvk>();
  for (const resource of resources)
    for (const part of subresourcesOf(resource, servedSubresources)) {
      const gvk = gvkOfPart(resource, part);
      if (transientDefinition(gvk) !== undefined) found.set(Object.values(gvk).join('/'), gvk);
    }
  return [...found.values()];
}

function gvkOfPart(
  { group, version }: Resource,
  part: { readonly kind: string; readonly group?: string; readonly version?: string },
): Gvk {
  return { group: part.group ?? group, version: part.version ?? version, kind: part.kind };
}

/** The paths of parts that have a kind of their own. */
function partPaths(
  edition: Edition,
  resource: Resource,
  base: string,
  names: readonly string[],
): [string, JsonObject][] {
  const { plural } = resource.definition;
  return subresourcesOf(resource, servedSubresources).flatMap((part): [string, JsonObject][] => {
    const gvk = gvkOfPart(resource, part);
    const own = transientDefinition(gvk);
    if (own === undefined) return [];
    const same = { answer: own, gvk };
    const operations: readonly Operation[] = [
      {
        ...same,
        method: 'get',
        action: 'get',
        description: `Reads the ${part.name} of one of ${plural}.`,
        query: [],
      },
      {
        ...same,
        method: 'put',
        action: 'put',
        description: `Replaces the ${part.name} of one of ${plural}.`,
        query: writeQuery,
        body: own,
      },
      {
        ...same,
        method: 'patch',
        action: 'patch',
        description: `Changes the ${part.name} of one of ${plural}.`,
        query: writeQuery,
        body: common.patch,
        patches: ['application/json-patch+json', 'application/merge-patch+json'],
      },
      {
        ...same,
        method: 'post',
        action: 'post',
        description: `Asks for the ${part.name} of one of ${plural}.`,
        query: writeQuery,
        body: own,
      },
    ];
    const verbOf = { get: 'get', put: 'update', patch: 'patch', post: 'create', delete: 'delete' } as const;
    const served = operations.filter(({ method }) => part.verbs.includes(verbOf[method]));
    const where = `${resource.group.split('.')[0] ?? ''}${resource.version}${resource.kind}${part.kind}`;
    return [[`${base}/{name}/${part.name}`, item(edition, served, names, where)]];
  });
}

/** The path of a kind that is asked and answered by itself. */
function reviewPath(edition: Edition, review: TransientResource): [string, JsonObject][] {
  const { group, version, kind, plural, namespaced } = review;
  const own = transientDefinition(review);
  if (own === undefined) return [];
  const root = `/apis/${group}/${version}`;
  const ask: Operation = {
    method: 'post',
    action: 'post',
    description: `Asks for one of ${plural}.`,
    query: writeQuery,
    body: own,
    answer: own,
    gvk: { group, version, kind },
  };
  const names = namespaced ? ['namespace'] : [];
  const path = namespaced ? `${root}/namespaces/{namespace}/${plural}` : `${root}/${plural}`;
  return [[path, item(edition, [ask], names, `${group.split('.')[0] ?? ''}${version}${kind}`)]];
}

/** The paths of a kind that is measured. */
function metricsPaths(edition: Edition, measured: TransientResource): [string, JsonObject][] {
  const { group, version, kind, plural, namespaced } = measured;
  const own = transientDefinition(measured);
  if (own === undefined) return [];
  const root = `/apis/${group}/${version}`;
  const same = { method: 'get' as const, answer: own, gvk: { group, version, kind } };
  const get = { ...same, action: 'get', description: `What one of ${plural} uses.`, query: [] };
  const list = {
    ...same,
    answer: `${own}List`,
    action: 'list',
    description: `What ${plural} use.`,
    query: ['labelSelector', 'fieldSelector'],
  };
  const names = namespaced ? ['namespace'] : [];
  const base = namespaced ? `${root}/namespaces/{namespace}/${plural}` : `${root}/${plural}`;
  const where = `${group.split('.')[0] ?? ''}${version}${kind}`;
  return [
    [base, item(edition, [list], names, where)],
    [`${base}/{name}`, item(edition, [get], [...names, 'name'], where)],
    ...(namespaced
      ? [
          [`${root}/${plural}`, item(edition, [list], [], `${where}ForAllNamespaces`)] satisfies [
            string,
            JsonObject,
          ],
        ]
      : []),
  ];
}

/** The paths of some resources, and of kinds that are never stored. */
export function pathsOf(
  edition: Edition,
  resources: readonly Resource[],
  transient: readonly TransientResource[],
): JsonObject {
  const entries = resources.flatMap((resource): [string, JsonObject][] => {
    const { group, version, kind, definition } = resource;
    const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
    const { plural, namespaced } = definition;
    const base = namespaced ? `${root}/namespaces/{namespace}/${plural}` : `${root}/${plural}`;
    const names = namespaced ? ['namespace'] : [];
    const operations = operationsOn(resource);
    const where = `${group.split('.')[0] ?? ''}${version}${kind}`;
    const onCollection = operations.filter(({ onItem }) => !onItem);
    const everywhere = onCollection.filter(({ action }) => action === 'list');
    const everywhereEntry: [string, JsonObject] = [
      `${root}/${plural}`,
      item(edition, everywhere, [], `${where}ForAllNamespaces`),
    ];
    return [
      [base, item(edition, onCollection, names, where)],
      [
        `${base}/{name}`,
        item(
          edition,
          operations.filter(({ onItem }) => onItem),
          [...names, 'name'],
          where,
        ),
      ],
      ...subresourcePaths(edition, resource, base, [...names, 'name']),
      ...partPaths(edition, resource, base, [...names, 'name']),
      ...(namespaced ? [everywhereEntry] : []),
    ];
  });
  entries.push(...transient.flatMap((each) => (isMeasured(each) ? metricsPaths : reviewPath)(edition, each)));
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
