// Discovery: which groups, versions, resources and verbs there are; one version at a time, or all at once for
// clients that ask for the aggregated form.
import { apiVersionOf } from '#kernel/kinds/served-version.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import type { StateView } from '#kernel/store/view.ts';
import { aggregatedTransient, transientJson, transientIn } from '#api/http/transient.ts';
import { type Resource, groupsIn, resourcesIn } from '#api/http/resources.ts';

/** A subresource as discovery lists it. */
interface Subresource {
  readonly name: string;
  readonly kind: string;
  /** Where its kind is of another group than the resource's. */
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly string[];
}

const readVerbs = ['get', 'list', 'watch'] as const;
const allVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'] as const;
const changeVerbs = ['get', 'patch', 'update'] as const;

const proxyVerbs = ['create', 'delete', 'get', 'patch', 'update'] as const;

const podSubresources: readonly Subresource[] = [
  { name: 'ephemeralcontainers', kind: 'Pod', verbs: changeVerbs },
  { name: 'resize', kind: 'Pod', verbs: changeVerbs },
  { name: 'attach', kind: 'PodAttachOptions', verbs: ['create', 'get'] },
  { name: 'binding', kind: 'Binding', verbs: ['create'] },
  { name: 'eviction', kind: 'Eviction', group: 'policy', version: 'v1', verbs: ['create'] },
  { name: 'exec', kind: 'PodExecOptions', verbs: ['create', 'get'] },
  { name: 'log', kind: 'Pod', verbs: ['get'] },
  { name: 'portforward', kind: 'PodPortForwardOptions', verbs: ['create', 'get'] },
  { name: 'proxy', kind: 'PodProxyOptions', verbs: proxyVerbs },
];

const tokenSubresource: Subresource = {
  name: 'token',
  kind: 'TokenRequest',
  group: 'authentication.k8s.io',
  version: 'v1',
  verbs: ['create'],
};

/** The subresources that a kind has, whether they are served yet or not is `served`'s to say. */
export function subresourcesOf(
  { kind, storedKind, definition }: Resource,
  served: ReadonlySet<string>,
): readonly Subresource[] {
  const own: Subresource[] = [];
  if (definition.hasStatus && definition.readOnly !== true)
    own.push({ name: 'status', kind, verbs: changeVerbs });
  if (definition.scale !== undefined)
    own.push({ name: 'scale', kind: 'Scale', group: 'autoscaling', version: 'v1', verbs: changeVerbs });
  if (storedKind === 'Namespace') own.push({ name: 'finalize', kind, verbs: ['update'] });
  if (storedKind === 'ServiceAccount') own.push(tokenSubresource);
  if (storedKind === 'CertificateSigningRequest') own.push({ name: 'approval', kind, verbs: changeVerbs });
  if (storedKind === 'Pod') own.push(...podSubresources);
  if (storedKind === 'Service') own.push({ name: 'proxy', kind: 'ServiceProxyOptions', verbs: proxyVerbs });
  if (storedKind === 'Node') own.push({ name: 'proxy', kind: 'NodeProxyOptions', verbs: proxyVerbs });
  return own.filter(({ name }) => served.has(name));
}

/** The subresources that this build serves. */
export const servedSubresources: ReadonlySet<string> = new Set([
  'status',
  'approval',
  'scale',
  'finalize',
  'binding',
  'eviction',
  'log',
  'exec',
  'attach',
  'portforward',
  'proxy',
  'ephemeralcontainers',
  'resize',
  'token',
]);

function verbsOf({ definition }: Resource): readonly string[] {
  return definition.readOnly === true ? readVerbs : allVerbs;
}

/** GET /api */
export function coreVersions(view: StateView, address: string): JsonObject {
  return {
    kind: 'APIVersions',
    versions: groupsIn(view).find(({ name }) => name === '')?.versions ?? [],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: address }],
  };
}

function groupJson(name: string, versions: readonly string[]): JsonObject {
  const listed = versions.map((version) => ({ groupVersion: apiVersionOf(name, version), version }));
  return { name, versions: listed, preferredVersion: listed[0] };
}

/** GET /apis */
export function groupList(view: StateView): JsonObject {
  return {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: groupsIn(view)
      .filter(({ name }) => name !== '')
      .map(({ name, versions }) => groupJson(name, versions)),
  };
}

/** GET /apis/GROUP; undefined when there is none of that name. */
export function groupNamed(view: StateView, name: string): JsonObject | undefined {
  const group = groupsIn(view).find((each) => each.name === name && name !== '');
  return group && { kind: 'APIGroup', apiVersion: 'v1', ...groupJson(group.name, group.versions) };
}

/** A kind that is served in an older group too has its short names in its own alone: else clients warn of two meanings. */
function shortNamesIn({ definition, group }: Resource): { readonly shortNames?: readonly string[] } {
  const { shortNames } = definition;
  return shortNames.length > 0 && group === definition.group ? { shortNames } : {};
}

function resourceJson(resource: Resource): JsonObject[] {
  const { kind, definition } = resource;
  const { namespaced } = definition;
  return [
    {
      name: definition.plural,
      singularName: definition.singular,
      namespaced,
      kind,
      verbs: verbsOf(resource),
      ...shortNamesIn(resource),
      ...(definition.categories !== undefined && { categories: definition.categories }),
      storageVersionHash: '',
    },
    ...subresourcesOf(resource, servedSubresources).map((sub) => ({
      name: `${definition.plural}/${sub.name}`,
      singularName: '',
      namespaced,
      ...(sub.group !== undefined && { group: sub.group, version: sub.version }),
      kind: sub.kind,
      verbs: sub.verbs,
    })),
  ];
}

/** GET /api/v1 and /apis/GROUP/VERSION; undefined when there is no such version. */
export function resourceList(view: StateView, group: string, version: string): JsonObject | undefined {
  const resources = resourcesIn(view, group, version);
  const transient = transientIn(group, version);
  if (resources.length + transient.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf(group, version),
    resources: [...resources.flatMap(resourceJson), ...transient.map(transientJson)],
  };
}

function aggregatedResource(resource: Resource): JsonObject {
  const { kind, definition, group, version } = resource;
  const subresources = subresourcesOf(resource, servedSubresources).map((sub) => ({
    subresource: sub.name,
    responseKind: { group: sub.group ?? group, version: sub.version ?? version, kind: sub.kind },
    verbs: sub.verbs,
  }));
  return {
    resource: definition.plural,
    responseKind: { group, version, kind },
    scope: definition.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: definition.singular,
    verbs: verbsOf(resource),
    ...shortNamesIn(resource),
    ...(definition.categories !== undefined && { categories: definition.categories }),
    ...(subresources.length > 0 && { subresources }),
  };
}

/** The aggregated form of GET /api (`core`) or GET /apis, in a version of apidiscovery.k8s.io. */
export function aggregated(view: StateView, core: boolean, asked: string): JsonObject {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${asked}`,
    metadata: {},
    items: groupsIn(view)
      .filter(({ name }) => (name === '') === core)
      .map(({ name, versions }) => ({
        metadata: { name, creationTimestamp: null },
        versions: versions.map((version) => ({
          version,
          resources: [
            ...resourcesIn(view, name, version).map(aggregatedResource),
            ...transientIn(name, version).map(aggregatedTransient),
          ],
          freshness: 'Current',
        })),
      })),
  };
}

/** The version of apidiscovery.k8s.io that an Accept header asks for; undefined when it asks for the plain form. */
export function aggregatedVersion(accept: string | undefined): string | undefined {
  for (const range of (accept ?? '').split(',')) {
    if (!range.includes('as=APIGroupDiscoveryList')) {
      if (range.trim().startsWith('application/json')) return undefined;
      continue;
    }
    const version = /;\s*v=(v2|v2beta1)\b/.exec(range)?.[1];
    if (version !== undefined) return version;
  }
  return undefined;
}
