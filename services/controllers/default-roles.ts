// The roles and bindings that every cluster has: Kubernetes' own for users, with its names, rules and labels, and what
// clients of orc need beside them. A new cluster begins with them; afterwards the leader gives back what somebody
// took from them, and takes nothing that somebody added, unless an object says that it does not want that.
// What orc itself once granted beyond Kubernetes' roles is taken back.
// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
import { ownGroup } from '#kernel/access/operation.ts';
import { missingOf } from '#kernel/access/rules.ts';
import { autoupdateAnnotation as autoupdate, rbacGroup } from '#kernel/kinds/rbac.ts';
import { equalValues } from '#kernel/model/equal.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import type { ClusterRole, ClusterRoleBinding, PolicyRule } from '#kernel/model/gen/rbac.gen.ts';
import { timeFromMs } from '#kernel/model/time.ts';
import type { StateView } from '#kernel/store/view.ts';
import {
  type Controller,
  type ReconcileContext,
  type Reconciliation,
  createWrite,
  nothing,
  removeWrite,
  updateWrite,
} from '#controllers/controller.ts';

const bootstrapping = { 'kubernetes.io/bootstrapping': 'rbac-defaults' } as const;
const apiVersion = 'rbac.authorization.k8s.io/v1';

/** The groups of everybody, and of those who said who they are. */
const authenticated = 'system:authenticated';
const unauthenticated = 'system:unauthenticated';

const read = ['get', 'list', 'watch'] as const;
const write = ['create', 'delete', 'deletecollection', 'patch', 'update'] as const;

function rule(verbs: readonly string[], group: string, ...resources: readonly string[]): PolicyRule {
  return { verbs, apiGroups: [group], resources };
}

function paths(...nonResourceURLs: readonly string[]): PolicyRule {
  return { verbs: ['get'], nonResourceURLs };
}

function aggregateTo(role: string): Record<string, string> {
  return { [`rbac.authorization.k8s.io/aggregate-to-${role}`]: 'true' };
}

function metadata(name: string, labels: Record<string, string> = {}): ObjectMeta {
  return { name, labels: { ...bootstrapping, ...labels }, annotations: { [autoupdate]: 'true' } };
}

function role(name: string, rules: readonly PolicyRule[], labels?: Record<string, string>): ClusterRole {
  return { apiVersion, kind: 'ClusterRole', metadata: metadata(name, labels), rules };
}

/** A role whose rules are those of all roles that carry its label. */
function aggregated(name: string, labels?: Record<string, string>): ClusterRole {
  const clusterRoleSelectors = [{ matchLabels: aggregateTo(name) }];
  return {
    apiVersion,
    kind: 'ClusterRole',
    metadata: metadata(name, labels),
    rules: [],
    aggregationRule: { clusterRoleSelectors },
  };
}

function binding(name: string, ...groups: readonly string[]): ClusterRoleBinding {
  return {
    apiVersion,
    kind: 'ClusterRoleBinding',
    metadata: metadata(name),
    roleRef: { apiGroup: rbacGroup, kind: 'ClusterRole', name },
    subjects: groups.map((group) => ({ apiGroup: rbacGroup, kind: 'Group', name: group })),
  };
}

const alive = ['/healthz', '/livez', '/readyz', '/version', '/version/'] as const;

// What Kubernetes' roles name and orc does not serve is named here too: whoever rules a namespace may give it away, as
// the charts of many programs ask.
const workloads = ['daemonsets', 'deployments', 'replicasets', 'statefulsets'] as const;
const scaledExtensions = ['deployments/scale', 'replicasets/scale', 'replicationcontrollers/scale'] as const;

const viewedCore = rule(
  read,
  '',
  'bindings',
  'configmaps',
  'endpoints',
  'events',
  'limitranges',
  'namespaces',
  'namespaces/status',
  'persistentvolumeclaims',
  'persistentvolumeclaims/status',
  'pods',
  'pods/log',
  'pods/status',
  'replicationcontrollers',
  'replicationcontrollers/scale',
  'replicationcontrollers/status',
  'resourcequotas',
  'resourcequotas/status',
  'serviceaccounts',
  'services',
  'services/status',
);

/** What whoever may look at a namespace may look at: no Secrets, nothing of roles, nothing through pods. */
const viewRules: readonly PolicyRule[] = [
  viewedCore,
  rule(read, 'discovery.k8s.io', 'endpointslices'),
  rule(
    read,
    'apps',
    'controllerrevisions',
    ...workloads.flatMap((each) =>
      each === 'daemonsets' ? [each, `${each}/status`] : [each, `${each}/scale`, `${each}/status`],
    ),
  ),
  rule(read, 'autoscaling', 'horizontalpodautoscalers', 'horizontalpodautoscalers/status'),
  rule(read, 'batch', 'cronjobs', 'cronjobs/status', 'jobs', 'jobs/status'),
  rule(
    read,
    'extensions',
    ...['daemonsets', 'deployments', 'ingresses', 'replicasets'].flatMap((each) => [each, `${each}/status`]),
    ...scaledExtensions,
    'networkpolicies',
  ),
  rule(read, 'policy', 'poddisruptionbudgets', 'poddisruptionbudgets/status'),
  rule(read, 'networking.k8s.io', 'ingresses', 'ingresses/status', 'networkpolicies'),
  rule(read, 'resource.k8s.io', 'resourceclaims', 'resourceclaims/status', 'resourceclaimtemplates'),
];

const editedCore = rule(
  write,
  '',
  'configmaps',
  'events',
  'persistentvolumeclaims',
  'replicationcontrollers',
  'replicationcontrollers/scale',
  'secrets',
  'serviceaccounts',
  'services',
  'services/proxy',
);

/** What whoever may change a namespace's work may do beside looking. */
const editRules: readonly PolicyRule[] = [
  rule(read, '', 'pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy', 'secrets', 'services/proxy'),
  rule(['impersonate'], '', 'serviceaccounts'),
  rule(write, '', 'pods', 'pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy'),
  rule(['create'], '', 'pods/eviction', 'serviceaccounts/token'),
  editedCore,
  rule(
    write,
    'apps',
    'deployments/rollback',
    ...workloads.flatMap((each) => (each === 'daemonsets' ? [each] : [each, `${each}/scale`])),
  ),
  rule(write, 'autoscaling', 'horizontalpodautoscalers'),
  rule(write, 'batch', 'cronjobs', 'jobs'),
  rule(
    write,
    'extensions',
    'daemonsets',
    'deployments',
    'deployments/rollback',
    'ingresses',
    'networkpolicies',
    'replicasets',
    ...scaledExtensions,
  ),
  rule(write, 'policy', 'poddisruptionbudgets'),
  rule(write, 'networking.k8s.io', 'ingresses', 'networkpolicies'),
  rule([...read, ...write], 'coordination.k8s.io', 'leases'),
  rule(write, 'resource.k8s.io', 'resourceclaims', 'resourceclaimtemplates'),
];

/** What whoever rules a namespace may do beside changing it. */
const adminRules: readonly PolicyRule[] = [
  rule(['create'], 'authorization.k8s.io', 'localsubjectaccessreviews'),
  rule([...read, ...write], rbacGroup, 'rolebindings', 'roles'),
];

const roles: readonly ClusterRole[] = [
  role('cluster-admin', [rule(['*'], '*', '*'), { verbs: ['*'], nonResourceURLs: ['*'] }]),
  aggregated('admin'),
  aggregated('edit', aggregateTo('admin')),
  aggregated('view', aggregateTo('edit')),
  role('system:aggregate-to-admin', adminRules, aggregateTo('admin')),
  role('system:aggregate-to-edit', editRules, aggregateTo('edit')),
  role('system:aggregate-to-view', viewRules, aggregateTo('view')),
  // What is used, where Kubernetes' metrics server would bring this role.
  role(
    'system:aggregated-metrics-reader',
    [rule(read, 'metrics.k8s.io', 'nodes', 'pods')],
    aggregateTo('view'),
  ),
  role('system:basic-user', [
    rule(['create'], 'authorization.k8s.io', 'selfsubjectaccessreviews', 'selfsubjectrulesreviews'),
    rule(['create'], 'authentication.k8s.io', 'selfsubjectreviews'),
  ]),
  role('system:discovery', [paths('/api', '/api/*', '/apis', '/apis/*', '/openapi', '/openapi/*', ...alive)]),
  role('system:monitoring', [
    paths(
      '/healthz',
      '/healthz/*',
      '/livez',
      '/livez/*',
      '/metrics',
      '/metrics/slis',
      '/readyz',
      '/readyz/*',
    ),
  ]),
  // Nodes have no port of their own: masters relay what they count, to whom Kubernetes' role would not allow it.
  role('system:orc-monitoring', [rule(['get'], '', 'nodes/metrics')]),
  role('system:public-info-viewer', [paths(...alive)]),
  role('system:service-account-issuer-discovery', [
    paths('/.well-known/openid-configuration', '/openid/v1/jwks'),
  ]),
  // What orc's own client asks for before it writes: a session, so that a write takes effect once.
  role('system:orc-client', [rule(['create', 'delete'], ownGroup, 'sessions')]),
  // What a machine needs that joins: to ask for a certificate, and to learn where the masters are.
  role('system:node-bootstrapper', [
    rule(['create', 'get', 'list', 'watch'], 'certificates.k8s.io', 'certificatesigningrequests'),
    rule(['get'], ownGroup, 'clusters'),
    { ...rule(['get'], 'discovery.k8s.io', 'endpointslices'), resourceNames: ['kubernetes'] },
  ]),
];

/** A rule of before, and what it is now, if anything. */
interface Outdated {
  readonly was: PolicyRule;
  readonly is?: PolicyRule;
}

function withTemplates(is: PolicyRule): Outdated {
  return { was: { ...is, resources: [...(is.resources ?? []), 'podtemplates'].toSorted() }, is };
}

/** Rules that default roles once had and that grant what Kubernetes' do not, as they were written. */
const outdated: ReadonlyMap<string, readonly Outdated[]> = new Map([
  ['system:aggregate-to-view', [withTemplates(viewedCore), { was: rule(read, 'events.k8s.io', 'events') }]],
  ['system:aggregate-to-edit', [withTemplates(editedCore)]],
]);

function upToDate(name: string, rules: readonly PolicyRule[]): readonly PolicyRule[] {
  const old = outdated.get(name) ?? [];
  return rules.flatMap((each) => {
    const found = old.find(({ was }) => equalValues(was, each));
    if (found === undefined) return [each];
    return found.is === undefined ? [] : [found.is];
  });
}

const bindings: readonly ClusterRoleBinding[] = [
  binding('cluster-admin', 'orc:admins', 'system:masters'),
  binding('system:basic-user', authenticated),
  binding('system:discovery', authenticated),
  binding('system:monitoring', 'system:monitoring'),
  binding('system:orc-monitoring', 'system:monitoring'),
  binding('system:service-account-issuer-discovery', 'system:serviceaccounts'),
  binding('system:public-info-viewer', authenticated, unauthenticated),
  binding('system:orc-client', authenticated),
  binding('system:node-bootstrapper', 'system:bootstrappers'),
];

type Default = ClusterRole | ClusterRoleBinding;

const defaults: ReadonlyMap<string, Default> = new Map(
  [...roles, ...bindings].map((each): [string, Default] => [keyOf(each), each]),
);

function keyOf({ kind, metadata: { name } }: Default): string {
  return `${kind}/${name ?? ''}`;
}

/** The roles and bindings that a new cluster begins with; the rules of aggregated roles are not in them yet. */
export const defaultAccess: readonly (ClusterRole | ClusterRoleBinding)[] = [...defaults.values()];

/** The object's metadata with the labels and annotations that it should have and does not. */
function withMissing(has: ObjectMeta, wanted: ObjectMeta): ObjectMeta {
  return {
    ...has,
    labels: { ...wanted.labels, ...has.labels },
    annotations: { ...wanted.annotations, ...has.annotations },
  };
}

function completeRole(has: ClusterRole, wanted: ClusterRole): ClusterRole {
  const completed = { ...has, metadata: withMissing(has.metadata, wanted.metadata) };
  if (wanted.aggregationRule !== undefined) {
    const own = has.aggregationRule?.clusterRoleSelectors ?? [];
    const lacking = (wanted.aggregationRule.clusterRoleSelectors ?? []).filter(
      (selector) => !own.some((each) => equalValues(each, selector)),
    );
    return { ...completed, aggregationRule: { clusterRoleSelectors: [...own, ...lacking] } };
  }
  const [own, all] = [upToDate(wanted.metadata.name ?? '', has.rules ?? []), wanted.rules ?? []];
  // Rules too many to compare are at least not written twice.
  const missing =
    missingOf(own, all) ?? all.filter((each) => !own.some((present) => equalValues(present, each)));
  const rules = [...own, ...missing];
  return equalValues(rules, has.rules ?? []) ? completed : { ...completed, rules };
}

function completeBinding(has: ClusterRoleBinding, wanted: ClusterRoleBinding): ClusterRoleBinding {
  const own = has.subjects ?? [];
  const lacking = (wanted.subjects ?? []).filter(
    (subject) => !own.some((each) => equalValues(each, subject)),
  );
  return {
    ...has,
    metadata: withMissing(has.metadata, wanted.metadata),
    ...(own.length + lacking.length > 0 && { subjects: [...own, ...lacking] }),
  };
}

function find(view: StateView, { kind, metadata: { name = '' } }: Default): Default | undefined {
  return view.get(kind, '', name);
}

function completed(has: Default, wanted: Default): Default | undefined {
  if (has.kind === 'ClusterRole' && wanted.kind === 'ClusterRole') return completeRole(has, wanted);
  if (has.kind === 'ClusterRoleBinding' && wanted.kind === 'ClusterRoleBinding')
    // What a binding refers to can't be changed: it is made anew.
    return equalValues(has.roleRef, wanted.roleRef) ? completeBinding(has, wanted) : undefined;
  return has;
}

function reconcile(key: string, { view, nowMs, random }: ReconcileContext): Reconciliation {
  const wanted = defaults.get(key);
  if (wanted === undefined) return nothing;
  const has = find(view, wanted);
  const reason = 'a default role or binding';
  if (has === undefined) {
    const made = { ...wanted.metadata, uid: random.uuid(), creationTimestamp: timeFromMs(nowMs) };
    return { writes: [createWrite({ ...wanted, metadata: made })], reason };
  }
  if (has.metadata.annotations?.[autoupdate] === 'false' || has.metadata.deletionTimestamp !== undefined)
    return nothing;
  const next = completed(has, wanted);
  if (next === undefined) return { writes: [removeWrite(has)], reason };
  return equalValues(next, has) ? nothing : { writes: [updateWrite(next)], reason };
}

/** Keeps the default roles and bindings complete. */
export const defaultRolesController: Controller = {
  name: 'default-roles',
  keysOf(event) {
    if (event.kind !== 'ClusterRole' && event.kind !== 'ClusterRoleBinding') return [];
    const { object } = event;
    if (object.kind !== 'ClusterRole' && object.kind !== 'ClusterRoleBinding') return [];
    const key = keyOf(object);
    return defaults.has(key) ? [key] : [];
  },
  allKeys: () => [...defaults.keys()],
  reconcile,
};
