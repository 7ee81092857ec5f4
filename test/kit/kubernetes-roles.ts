// What Kubernetes' default roles for users allow, as of 1.34, the newest whose rules were at hand, with its metrics server. Older ones differ: up
// to 1.21 edit and admin wrote endpoints, and dynamic resources are younger. A row is a resource, or a part of one, that orc
// or Kubernetes serves; its columns say which verbs everybody who is known has, and view, edit and admin.
import assert from 'node:assert/strict';

/** r: get, list, watch. w: create, update, patch, delete, deletecollection. c: create. d: delete. i: impersonate. */
const table = `
core                            everybody  view  edit  admin
bindings                        -          r     r     r
configmaps                      -          r     rw    rw
endpoints                       -          r     r     r
events                          -          r     rw    rw
groups                          -          -     -     -
limitranges                     -          r     r     r
namespaces                      -          r     r     r
namespaces/finalize             -          -     -     -
namespaces/status               -          r     r     r
nodes                           -          -     -     -
nodes/metrics                   -          -     -     -
nodes/proxy                     -          -     -     -
nodes/status                    -          -     -     -
persistentvolumeclaims          -          r     rw    rw
persistentvolumeclaims/status   -          r     r     r
persistentvolumes               -          -     -     -
persistentvolumes/status        -          -     -     -
pods                            -          r     rw    rw
pods/attach                     -          -     rw    rw
pods/binding                    -          -     -     -
pods/ephemeralcontainers        -          -     -     -
pods/eviction                   -          -     c     c
pods/exec                       -          -     rw    rw
pods/log                        -          r     r     r
pods/portforward                -          -     rw    rw
pods/resize                     -          -     -     -
pods/proxy                      -          -     rw    rw
pods/status                     -          r     r     r
podtemplates                    -          -     -     -
replicationcontrollers          -          r     rw    rw
replicationcontrollers/scale    -          r     rw    rw
replicationcontrollers/status   -          r     r     r
resourcequotas                  -          r     r     r
resourcequotas/status           -          r     r     r
secrets                         -          -     rw    rw
serviceaccounts                 -          r     rwi   rwi
serviceaccounts/token           -          -     c     c
services                        -          r     rw    rw
services/proxy                  -          -     rw    rw
services/status                 -          r     r     r
users                           -          -     -     -

admissionregistration.k8s.io       everybody  view  edit  admin
mutatingwebhookconfigurations      -          -     -     -
validatingadmissionpolicies        -          -     -     -
validatingadmissionpolicies/status -          -     -     -
validatingadmissionpolicybindings  -          -     -     -
validatingwebhookconfigurations    -          -     -     -

apiextensions.k8s.io               everybody  view  edit  admin
customresourcedefinitions          -          -     -     -
customresourcedefinitions/status   -          -     -     -

apps                            everybody  view  edit  admin
controllerrevisions             -          r     r     r
daemonsets                      -          r     rw    rw
daemonsets/status               -          r     r     r
deployments                     -          r     rw    rw
deployments/rollback            -          -     w     w
deployments/scale               -          r     rw    rw
deployments/status              -          r     r     r
replicasets                     -          r     rw    rw
replicasets/scale               -          r     rw    rw
replicasets/status              -          r     r     r
statefulsets                    -          r     rw    rw
statefulsets/scale              -          r     rw    rw
statefulsets/status             -          r     r     r

authentication.k8s.io           everybody  view  edit  admin
selfsubjectreviews              c          -     -     -
tokenreviews                    -          -     -     -
uids                            -          -     -     -
userextras/team                 -          -     -     -

authorization.k8s.io            everybody  view  edit  admin
localsubjectaccessreviews       -          -     -     c
selfsubjectaccessreviews        c          -     -     -
selfsubjectrulesreviews         c          -     -     -
subjectaccessreviews            -          -     -     -

autoscaling                     everybody  view  edit  admin
horizontalpodautoscalers        -          r     rw    rw
horizontalpodautoscalers/status -          r     r     r

batch                           everybody  view  edit  admin
cronjobs                        -          r     rw    rw
cronjobs/status                 -          r     r     r
jobs                            -          r     rw    rw
jobs/status                     -          r     r     r

certificates.k8s.io                 everybody  view  edit  admin
certificatesigningrequests          -          -     -     -
certificatesigningrequests/approval -          -     -     -
certificatesigningrequests/status   -          -     -     -
signers                             -          -     -     -

coordination.k8s.io             everybody  view  edit  admin
leases                          -          -     rw    rw

discovery.k8s.io                everybody  view  edit  admin
endpointslices                  -          r     r     r

events.k8s.io                   everybody  view  edit  admin
events                          -          -     -     -

extensions                      everybody  view  edit  admin
daemonsets                      -          r     rw    rw
daemonsets/status               -          r     r     r
deployments                     -          r     rw    rw
deployments/rollback            -          -     w     w
deployments/scale               -          r     rw    rw
deployments/status              -          r     r     r
ingresses                       -          r     rw    rw
ingresses/status                -          r     r     r
networkpolicies                 -          r     rw    rw
replicasets                     -          r     rw    rw
replicasets/scale               -          r     rw    rw
replicasets/status              -          r     r     r
replicationcontrollers/scale    -          r     rw    rw

metrics.k8s.io                  everybody  view  edit  admin
nodes                           -          r     r     r
pods                            -          r     r     r

networking.k8s.io               everybody  view  edit  admin
ingressclasses                  -          -     -     -
ingresses                       -          r     rw    rw
ingresses/status                -          r     r     r
networkpolicies                 -          r     rw    rw

node.k8s.io                     everybody  view  edit  admin
runtimeclasses                  -          -     -     -

policy                          everybody  view  edit  admin
poddisruptionbudgets            -          r     rw    rw
poddisruptionbudgets/status     -          r     r     r
podsecuritypolicies             -          -     -     -

rbac.authorization.k8s.io       everybody  view  edit  admin
clusterrolebindings             -          -     -     -
clusterroles                    -          -     -     -
rolebindings                    -          -     -     rw
roles                           -          -     -     rw

resource.k8s.io                 everybody  view  edit  admin
resourceclaims                  -          r     rw    rw
resourceclaims/status           -          r     r     r
resourceclaimtemplates          -          r     rw    rw

scheduling.k8s.io               everybody  view  edit  admin
priorityclasses                 -          -     -     -

storage.k8s.io                  everybody  view  edit  admin
csidrivers                      -          -     -     -
csinodes                        -          -     -     -
csistoragecapacities            -          -     -     -
storageclasses                  -          -     -     -
volumeattachments               -          -     -     -
volumeattachments/status        -          -     -     -

orc.dev                         everybody  view  edit  admin
clusters                        -          -     -     -
log                             -          -     -     -
masters                         -          -     -     -
masters/leadership              -          -     -     -
revocations                     -          -     -     -
sessions                        cd         -     -     -
tokenkeys                       -          -     -     -
`;

export const objectVerbs = [
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
] as const;

/** Every verb that roles speak of. */
export const allVerbs = [
  ...objectVerbs,
  'impersonate',
  'bind',
  'escalate',
  'approve',
  'sign',
  'attest',
  'use',
] as const;

const meanings: Readonly<Record<string, readonly string[]>> = {
  '-': [],
  r: ['get', 'list', 'watch'],
  w: ['create', 'update', 'patch', 'delete', 'deletecollection'],
  c: ['create'],
  d: ['delete'],
  i: ['impersonate'],
};

export const columns = ['everybody', 'view', 'edit', 'admin'] as const;
export type Column = (typeof columns)[number];

/** A resource of a group, and the verbs of each column. */
export interface Row {
  readonly group: string;
  readonly resource: string;
  readonly verbs: Readonly<Record<Column, ReadonlySet<string>>>;
}

function verbsOf(letters = ''): ReadonlySet<string> {
  return new Set(
    Array.from(letters).flatMap((letter) => {
      const verbs = meanings[letter];
      assert.ok(verbs !== undefined, `${letter} is no letter of the table`);
      return verbs;
    }),
  );
}

function rowsOf(section: string): Row[] {
  const [head = '', ...lines] = section.split('\n');
  const [name = '', ...heads] = head.split(/ +/);
  assert.deepEqual(heads, [...columns]);
  return lines.map((line) => {
    const [resource = '', ...cells] = line.split(/ +/);
    assert.equal(cells.length, columns.length, line);
    const [everybody, view, edit, admin] = cells.map(verbsOf);
    assert.ok(everybody && view && edit && admin, line);
    return { group: name === 'core' ? '' : name, resource, verbs: { everybody, view, edit, admin } };
  });
}

export const kubernetesRoles: readonly Row[] = table.trim().split('\n\n').flatMap(rowsOf);

/** The paths that are no resources, and who may get them. */
export const kubernetesPaths: readonly (readonly [
  path: string,
  who: 'everybody' | 'accounts' | 'known' | 'nobody',
])[] = [
  ['/healthz', 'everybody'],
  ['/livez', 'everybody'],
  ['/readyz', 'everybody'],
  ['/version', 'everybody'],
  ['/version/', 'everybody'],
  ['/api', 'known'],
  ['/api/v1', 'known'],
  ['/apis', 'known'],
  ['/apis/apps/v1', 'known'],
  ['/openapi/v2', 'known'],
  ['/openapi/v3', 'known'],
  ['/.well-known/openid-configuration', 'accounts'],
  ['/openid/v1/jwks', 'accounts'],
  ['/', 'nobody'],
  ['/healthz/etcd', 'nobody'],
  ['/livez/ping', 'nobody'],
  ['/logs', 'nobody'],
  ['/metrics', 'nobody'],
];
