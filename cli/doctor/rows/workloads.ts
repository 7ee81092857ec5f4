// What runs, and what namespaces demand of it. These are warnings: whether a pod needs what it has only its owner knows.
import * as baseline from '#kernel/policy/pod-security/baseline.ts';
import * as restricted from '#kernel/policy/pod-security/restricted.ts';
import { type SecuritySubject, type Violation, subjectOf } from '#kernel/policy/pod-security/subject.ts';
import { securityPolicy } from '#kernel/policy/pod-security/levels.ts';
import { type Row, about, failing, of, rowsOf, warning } from '#cli/doctor/check.ts';
import type { Facts, Known, ListedKind } from '#cli/doctor/facts.ts';
import type { Namespace, Pod } from '#kernel/model/gen/core.gen.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';

/** How many are named; the others are counted. */
const mostNamed = 20;

function named(names: readonly string[]): readonly string[] {
  return names.length <= mostNamed
    ? names
    : [...names.slice(0, mostNamed), `${names.length - mostNamed} more`];
}

const nameOf = ({ namespace, name }: ObjectMeta): string =>
  namespace === undefined ? (name ?? '') : `${namespace}/${name ?? ''}`;

/** WARN naming the pods that are not as they should be; those that have ended do no harm any more. */
function pods(wrong: (pod: Pod) => string | undefined): Row['check'] {
  return about(
    (facts) => facts.objects.all('Pod'),
    (all) =>
      warning(
        named(
          all
            .filter(({ status }) => status?.phase !== 'Succeeded' && status?.phase !== 'Failed')
            .flatMap((pod) => {
              const found = wrong(pod);
              return found === undefined
                ? []
                : [`${nameOf(pod.metadata)}${found === '' ? '' : `: ${found}`}`];
            }),
        ),
      ),
  );
}

/** The same by one of the checks of pod security. */
function security(check: (subject: SecuritySubject) => Violation | undefined): Row['check'] {
  return pods(({ metadata, spec }) => {
    const found = check(subjectOf(metadata, spec));
    return found === undefined ? undefined : found.detail || found.reason;
  });
}

/** WARN naming the pods with containers that are not as they should be. */
function containers(
  wrong: (container: SecuritySubject['containers'][number], pod: Pod) => boolean,
): Row['check'] {
  return pods((pod) => {
    const found = subjectOf(pod.metadata, pod.spec).containers.filter((each) => wrong(each, pod));
    return found.length === 0 ? undefined : found.map(({ name }) => name).join(', ');
  });
}

const pinned = (image: string): boolean => image.includes('@sha256:');
/** Whether an image has a tag other than latest; a port of the registry is none. */
function tagged(image: string): boolean {
  const tag = /:([^/:@]+)$/.exec(image.split('@')[0] ?? '')?.[1];
  return tag !== undefined && tag !== 'latest';
}

const system = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

/** The namespaces that users work in; of those that are empty nothing is asked. */
function worked(facts: Facts): Known<readonly Namespace[]> {
  return of(facts.objects.all('Namespace'), (namespaces) =>
    of(facts.objects.all('Pod'), (all) => {
      const used = new Set(all.map(({ metadata }) => metadata.namespace));
      return {
        value: namespaces.filter(({ metadata: { name = '' } }) => !system.has(name) && used.has(name)),
      };
    }),
  );
}

const namespaces = (wrong: (each: Namespace, facts: Facts) => boolean): Row['check'] =>
  about(worked, (all, facts) =>
    warning(named(all.filter((each) => wrong(each, facts)).map(({ metadata }) => metadata.name ?? ''))),
  );

/** Namespaces with pods that have no object of a kind. */
function without(kind: Extract<ListedKind, 'ResourceQuota' | 'LimitRange' | 'NetworkPolicy'>): Row['check'] {
  return about(worked, (all, facts) => {
    const found = facts.objects.all(kind);
    if ('unknown' in found) return { result: 'SKIP', why: found.unknown };
    const having = new Set(found.value.map(({ metadata }) => metadata.namespace));
    return warning(named(all.map(({ metadata }) => metadata.name ?? '').filter((name) => !having.has(name))));
  });
}

const limits = 'Set resources.limits, or a LimitRange with defaults in the namespace';
const level = 'kubectl label namespace NAME pod-security.kubernetes.io/enforce=baseline (or restricted)';

const podRows = rowsOf('policies', 'POD', [
  [1, 'No container is privileged', level, security(baseline.privileged)],
  [6, 'No container adds capabilities beyond the default ones', level, security(baseline.capabilities)],
  [
    7,
    'No container runs without seccomp',
    'seccompProfile.type: RuntimeDefault',
    security(baseline.unconfinedSeccomp),
  ],
  [
    11,
    'Containers drop all capabilities',
    'securityContext.capabilities.drop: [ALL]',
    security(restricted.droppedCapabilities),
  ],
  [
    12,
    'Containers gain no rights (allowPrivilegeEscalation: false)',
    'securityContext.allowPrivilegeEscalation: false',
    security(restricted.escalation),
  ],
  [
    13,
    'Containers must not run as root (runAsNonRoot)',
    'securityContext.runAsNonRoot: true, and an image with a user',
    security(restricted.nonRoot),
  ],
  [
    14,
    'No container says that it runs as root (runAsUser: 0)',
    'Name another user',
    security(restricted.rootUser),
  ],
  [
    15,
    'Containers name a profile of seccomp',
    'seccompProfile.type: RuntimeDefault',
    security(restricted.seccomp),
  ],
  [
    16,
    'Containers do not write to their image (readOnlyRootFilesystem)',
    'securityContext.readOnlyRootFilesystem: true, and volumes for what is written',
    containers(({ securityContext }) => securityContext?.readOnlyRootFilesystem !== true),
  ],
  [
    17,
    'Containers have a limit of memory',
    limits,
    containers((each) => !('resources' in each) || each.resources?.limits?.['memory'] === undefined),
  ],
  [
    18,
    'Containers have a limit of CPU',
    limits,
    containers((each) => !('resources' in each) || each.resources?.limits?.['cpu'] === undefined),
  ],
  [
    19,
    'No Secret is handed over in the environment',
    'Mount it as a volume, which is in memory: environments are inherited and printed, and Docker writes them to its disk',
    containers(
      ({ env = [], envFrom = [] }) =>
        env.some(({ valueFrom }) => valueFrom?.secretKeyRef !== undefined) ||
        envFrom.some(({ secretRef }) => secretRef !== undefined),
    ),
  ],
  [
    20,
    'No value that is named like a secret stands in a pod',
    'Put it into a Secret and mount that',
    containers(({ env = [] }) =>
      env.some(
        ({ name, value = '' }) =>
          value !== '' && /(^|_)(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_KEY)($|_)/i.test(name),
      ),
    ),
  ],
  [
    21,
    'Images have a tag other than latest, or a digest',
    'Name a version: latest is another tomorrow',
    containers(({ image }) => !pinned(image) && !tagged(image)),
  ],
  [
    22,
    'Images are named by their digest',
    'Name images as NAME@sha256:…: a tag may be moved',
    containers(({ image }) => !pinned(image)),
  ],
  [
    23,
    'Pods run as an account of their own, not as default, or mount no token',
    'serviceAccountName, or automountServiceAccountToken: false',
    pods(({ spec }) =>
      (spec.serviceAccountName ?? 'default') === 'default' &&
      spec.volumes?.some(({ projected }) =>
        projected?.sources?.some(({ serviceAccountToken }) => serviceAccountToken !== undefined),
      ) === true
        ? ''
        : undefined,
    ),
  ],
  [
    25,
    'No pod runs in the namespace default',
    'Make a namespace for it: policies are of namespaces',
    pods(({ metadata }) => (metadata.namespace === 'default' ? '' : undefined)),
  ],
]);

const webhooks = (
  facts: Facts,
): Known<
  readonly {
    readonly name: string;
    readonly isLoose: boolean;
    readonly isBlind: boolean;
    readonly isPlain: boolean;
  }[]
> =>
  of(facts.objects.all('ValidatingWebhookConfiguration'), (validating) =>
    of(facts.objects.all('MutatingWebhookConfiguration'), (mutating) => ({
      value: [...validating, ...mutating].flatMap(({ metadata, webhooks: all = [] }) =>
        all.map(({ name, failurePolicy, clientConfig }) => ({
          name: `${metadata.name ?? ''}/${name}`,
          isLoose: failurePolicy === 'Ignore',
          isBlind: (clientConfig.caBundle?.length ?? 0) === 0,
          isPlain: clientConfig.url?.startsWith('https://') === false,
        })),
      ),
    })),
  );

const namespaceRows = rowsOf('policies', 'NS', [
  [
    1,
    'Namespaces with pods demand a level of pod security',
    level,
    namespaces(({ metadata }) => securityPolicy(metadata.labels).enforce.level === 'privileged'),
  ],
  [
    2,
    'Namespaces with pods demand the level restricted, or warn of what breaks it',
    'kubectl label namespace NAME pod-security.kubernetes.io/warn=restricted',
    namespaces(({ metadata }) => {
      const { enforce, warn } = securityPolicy(metadata.labels);
      return enforce.level !== 'restricted' && warn.level !== 'restricted';
    }),
  ],
  [
    3,
    'Namespaces with pods have a ResourceQuota',
    'Make one: else one namespace can use all nodes',
    without('ResourceQuota'),
  ],
  [
    4,
    'Namespaces with pods have a LimitRange',
    'Make one with defaults, so that no container is without limits',
    without('LimitRange'),
  ],
  [
    5,
    'Namespaces with pods have a NetworkPolicy',
    'Know that orc does not act on NetworkPolicies yet: all pods reach each other',
    without('NetworkPolicy'),
  ],
  [
    6,
    'Service accounts named default mount no token',
    'automountServiceAccountToken: false on the account, true on the pods that need it',
    about(
      (facts) =>
        of(worked(facts), (used) =>
          of(facts.objects.all('ServiceAccount'), (accounts) => ({ value: { used, accounts } })),
        ),
      ({ used, accounts }) => {
        const names = new Set(used.map(({ metadata }) => metadata.name));
        return warning(
          named(
            accounts
              .filter(
                ({ metadata, automountServiceAccountToken }) =>
                  metadata.name === 'default' &&
                  names.has(metadata.namespace) &&
                  automountServiceAccountToken !== false,
              )
              .map(({ metadata }) => nameOf(metadata)),
          ),
        );
      },
    ),
  ],
  [
    8,
    'No Service is open on every node (NodePort) but those that must be',
    'Use ClusterIP for what only pods ask',
    about(
      (facts) => facts.objects.all('Service'),
      (all) =>
        warning(
          named(all.filter(({ spec }) => spec.type === 'NodePort').map(({ metadata }) => nameOf(metadata))),
        ),
    ),
  ],
  [
    9,
    'Ingresses speak TLS',
    'Give the ingress tls with a Secret',
    about(
      (facts) => facts.objects.all('Ingress'),
      (all) =>
        warning(
          named(
            all.filter(({ spec }) => (spec?.tls ?? []).length === 0).map(({ metadata }) => nameOf(metadata)),
          ),
        ),
    ),
  ],
  [
    10,
    'No namespace exempts itself from what it demands (enforce-version of the past)',
    'Take the version out, or name latest',
    about(
      (facts) => facts.objects.all('Namespace'),
      (all) =>
        warning(
          named(
            all
              .filter(
                ({ metadata }) =>
                  !['latest', undefined].includes(
                    metadata.labels?.['pod-security.kubernetes.io/enforce-version'],
                  ),
              )
              .map(({ metadata }) => metadata.name ?? ''),
          ),
        ),
    ),
  ],
]);

const admissionRows = rowsOf('policies', 'ADM', [
  [
    1,
    'Admission webhooks refuse when they do not answer (failurePolicy Fail)',
    'failurePolicy: Fail, with a namespaceSelector for what must go on',
    about(webhooks, (all) => warning(all.filter(({ isLoose }) => isLoose).map(({ name }) => name))),
  ],
  [
    2,
    'Admission webhooks name the CA of their server (caBundle)',
    'Put the CA into clientConfig.caBundle',
    about(webhooks, (all) => warning(all.filter(({ isBlind }) => isBlind).map(({ name }) => name))),
  ],
  [
    3,
    'Admission webhooks are asked over TLS',
    'Give the webhook a URL with https',
    about(webhooks, (all) => failing(all.filter(({ isPlain }) => isPlain).map(({ name }) => name))),
  ],
  [
    4,
    'Admission policies refuse when they can not be evaluated (failurePolicy Fail)',
    'failurePolicy: Fail',
    about(
      (facts) => facts.objects.all('ValidatingAdmissionPolicy'),
      (all) =>
        warning(
          all
            .filter(({ spec }) => spec.failurePolicy === 'Ignore')
            .map(({ metadata }) => metadata.name ?? ''),
        ),
    ),
  ],
  [
    5,
    'Bindings of admission policies deny',
    'validationActions: [Deny]',
    about(
      (facts) => facts.objects.all('ValidatingAdmissionPolicyBinding'),
      (all) =>
        warning(
          all
            .filter(({ spec }) => !spec.validationActions.includes('Deny'))
            .map(({ metadata }) => metadata.name ?? ''),
        ),
    ),
  ],
  [
    6,
    'Every admission policy has a binding',
    'Bind it: without one it decides nothing',
    about(
      (facts) =>
        of(facts.objects.all('ValidatingAdmissionPolicy'), (policies) =>
          of(facts.objects.all('ValidatingAdmissionPolicyBinding'), (bindings) => ({
            value: { policies, bindings },
          })),
        ),
      ({ policies, bindings }) => {
        const bound = new Set(bindings.map(({ spec }) => spec.policyName));
        return warning(
          policies.map(({ metadata }) => metadata.name ?? '').filter((name) => !bound.has(name)),
        );
      },
    ),
  ],
]);

export const workloadRows: readonly Row[] = [...podRows, ...namespaceRows, ...admissionRows];
