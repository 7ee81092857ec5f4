// Pod security as a table: what each check finds, in Kubernetes' words, and from which version on.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { PodSpec } from '#kernel/model/gen/core.gen.ts';
import { detailsText, reasonsText, violationsOf } from '#kernel/policy/pod-security/evaluate.ts';
import {
  type SecurityLevel,
  isStricter,
  securityPolicy,
  standardText,
  validateSecurityLabels,
} from '#kernel/policy/pod-security/levels.ts';
import { warningsOfPods } from '#api/admission/pod-security.ts';
import { pod } from '#kit/objects.ts';

const hardened = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
} as const;
const good: PodSpec = { containers: [{ name: 'a', image: 'demo:v1', securityContext: hardened }] };

/** The hardened spec with its only container changed, and the pod itself. */
function spec(container: object = {}, further: Partial<PodSpec> = {}): PodSpec {
  return {
    ...good,
    ...further,
    containers: [{ ...good.containers[0], name: 'a', image: 'x', ...container }],
  };
}

function found(
  level: SecurityLevel,
  given: PodSpec,
  minor = Infinity,
  annotations: Record<string, string> = {},
): string {
  return detailsText(violationsOf({ level, minor }, { annotations }, given));
}

interface Row {
  readonly what: string;
  readonly level: 'baseline' | 'restricted';
  readonly spec: PodSpec;
  readonly annotations?: Record<string, string>;
  readonly says: string;
  /** What another version says. */
  readonly at?: readonly (readonly [minor: number, says: string])[];
}

const two = (container: object): Pick<PodSpec, 'containers'> => ({
  containers: [
    { name: 'a', image: 'x', ...container },
    { name: 'b', image: 'x', ...container },
  ],
});

const rows: readonly Row[] = [
  {
    what: 'shares namespaces of the node',
    level: 'baseline',
    spec: spec({}, { hostNetwork: true, hostPID: true, hostIPC: true }),
    says: 'host namespaces (hostNetwork=true, hostPID=true, hostIPC=true)',
  },
  {
    what: 'is privileged',
    level: 'baseline',
    spec: spec({ securityContext: { privileged: true } }),
    says: 'privileged (container "a" must not set securityContext.privileged=true)',
  },
  {
    what: 'is privileged, twice',
    level: 'baseline',
    spec: two({ securityContext: { privileged: true } }),
    says: 'privileged (containers "a", "b" must not set securityContext.privileged=true)',
  },
  {
    what: 'is privileged where it starts, and where it is looked into',
    level: 'baseline',
    spec: {
      ...good,
      initContainers: [{ name: 'first', image: 'x', securityContext: { privileged: true } }],
      ephemeralContainers: [{ name: 'look', image: 'x', securityContext: { privileged: true } }],
    },
    says: 'privileged (containers "first", "look" must not set securityContext.privileged=true)',
  },
  {
    what: 'adds capabilities',
    level: 'baseline',
    spec: spec({ securityContext: { capabilities: { add: ['SYS_ADMIN', 'CHOWN', 'NET_ADMIN'] } } }),
    says: 'non-default capabilities (container "a" must not include "NET_ADMIN", "SYS_ADMIN" in securityContext.capabilities.add)',
  },
  {
    what: 'mounts paths of the node',
    level: 'baseline',
    spec: spec({}, { volumes: [{ name: 'v', hostPath: { path: '/' } }] }),
    says: 'hostPath volumes (volume "v")',
  },
  {
    what: 'uses ports of the node',
    level: 'baseline',
    spec: spec({
      ports: [
        { containerPort: 80, hostPort: 8080 },
        { containerPort: 81, hostPort: 9090 },
        { containerPort: 82, hostPort: 0 },
      ],
    }),
    says: 'hostPort (container "a" uses hostPorts 8080, 9090)',
  },
  {
    what: 'turns AppArmor off by fields',
    level: 'baseline',
    spec: spec(
      { securityContext: { appArmorProfile: { type: 'Unconfined' } } },
      { securityContext: { appArmorProfile: { type: 'Unconfined' } } },
    ),
    says: 'forbidden AppArmor profile (pod and container "a" must not set AppArmor profile type to "Unconfined")',
  },
  {
    what: 'turns AppArmor off by annotations',
    level: 'baseline',
    spec: good,
    annotations: {
      'container.apparmor.security.beta.kubernetes.io/b': 'runtime/default',
      'container.apparmor.security.beta.kubernetes.io/e': 'unconfined',
      'container.apparmor.security.beta.kubernetes.io/f': 'unknown',
    },
    says: 'forbidden AppArmor profiles (container.apparmor.security.beta.kubernetes.io/e="unconfined", container.apparmor.security.beta.kubernetes.io/f="unknown")',
  },
  {
    what: 'sets options of SELinux',
    level: 'baseline',
    spec: {
      ...two({ securityContext: { seLinuxOptions: { type: 'bar', user: 'u' } } }),
      securityContext: { seLinuxOptions: { type: 'foo', role: 'r' } },
    },
    says: 'seLinuxOptions (pod and containers "a", "b" set forbidden securityContext.seLinuxOptions: types "bar", "foo"; user may not be set; role may not be set)',
  },
  {
    what: 'has a type of SELinux that came later',
    level: 'baseline',
    spec: spec({ securityContext: { seLinuxOptions: { type: 'container_engine_t' } } }),
    says: '',
    at: [
      [
        30,
        'seLinuxOptions (container "a" set forbidden securityContext.seLinuxOptions: type "container_engine_t")',
      ],
      [31, ''],
    ],
  },
  {
    what: 'mounts all of /proc',
    level: 'baseline',
    spec: spec({ securityContext: { procMount: 'Unmasked' } }),
    says: 'procMount (container "a" must not set securityContext.procMount to "Unmasked")',
  },
  {
    what: 'turns seccomp off by fields',
    level: 'baseline',
    spec: spec(
      { securityContext: { seccompProfile: { type: 'Unconfined' } } },
      { securityContext: { seccompProfile: { type: 'Unconfined' } } },
    ),
    says: 'seccompProfile (pod and container "a" must not set securityContext.seccompProfile.type to "Unconfined")',
    at: [[18, '']],
  },
  {
    what: 'turned seccomp off by annotations',
    level: 'baseline',
    spec: good,
    annotations: { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' },
    says: '',
    at: [
      [18, 'seccompProfile (forbidden annotation seccomp.security.alpha.kubernetes.io/pod="unconfined")'],
      [19, ''],
    ],
  },
  {
    what: 'sets kernel parameters',
    level: 'baseline',
    spec: spec(
      {},
      {
        securityContext: {
          sysctls: [
            { name: 'net.core.somaxconn', value: '1' },
            { name: 'kernel.shm_rmid_forced', value: '1' },
            { name: 'kernel.msgmax', value: '1' },
          ],
        },
      },
    ),
    says: 'forbidden sysctls (net.core.somaxconn, kernel.msgmax)',
  },
  {
    what: 'sets kernel parameters that were allowed later',
    level: 'baseline',
    spec: spec({}, { securityContext: { sysctls: [{ name: 'net.ipv4.tcp_rmem', value: '1' }] } }),
    says: '',
    at: [
      [31, 'forbidden sysctls (net.ipv4.tcp_rmem)'],
      [32, ''],
    ],
  },
  {
    what: 'runs as a process of a Windows node',
    level: 'baseline',
    spec: spec(
      { securityContext: { windowsOptions: { hostProcess: true } } },
      { securityContext: { windowsOptions: { hostProcess: true } } },
    ),
    says: 'hostProcess (pod and container "a" must not set securityContext.windowsOptions.hostProcess=true)',
  },
  {
    what: 'lets the node ask other hosts',
    level: 'baseline',
    spec: two({
      livenessProbe: { httpGet: { port: 80, host: 'b.com' } },
      lifecycle: { preStop: { tcpSocket: { port: 80, host: 'a.com' } } },
    }),
    says: 'probe or lifecycle host (containers "a", "b" use probe or lifecycle hosts "a.com", "b.com")',
    at: [
      [33, ''],
      [34, 'probe or lifecycle host (containers "a", "b" use probe or lifecycle hosts "a.com", "b.com")'],
    ],
  },
  {
    what: 'says nothing of itself',
    level: 'restricted',
    spec: { containers: [{ name: 'c', image: 'x' }] },
    says: 'allowPrivilegeEscalation != false (container "c" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "c" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "c" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "c" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    at: [
      [7, 'runAsNonRoot != true (pod or container "c" must set securityContext.runAsNonRoot=true)'],
      [
        8,
        'allowPrivilegeEscalation != false (container "c" must set securityContext.allowPrivilegeEscalation=false), runAsNonRoot != true (pod or container "c" must set securityContext.runAsNonRoot=true)',
      ],
    ],
  },
  { what: 'keeps to everything', level: 'restricted', spec: good, says: '' },
  {
    what: 'drops everything and adds too much',
    level: 'restricted',
    spec: spec({
      securityContext: { ...hardened, capabilities: { drop: ['ALL'], add: ['CHOWN', 'NET_BIND_SERVICE'] } },
    }),
    says: 'unrestricted capabilities (container "a" must not include "CHOWN" in securityContext.capabilities.add)',
    at: [[21, '']],
  },
  {
    what: 'has volumes of other sorts',
    level: 'restricted',
    spec: spec(
      {},
      {
        volumes: [
          { name: 'e', emptyDir: {} },
          { name: 'h', hostPath: { path: '/' } },
          { name: 'n', nfs: { server: 's', path: '/' } },
        ],
      },
    ),
    says: 'restricted volume types (volumes "h", "n" use restricted volume types "hostPath", "nfs")',
  },
  {
    what: 'says that it may be root',
    level: 'restricted',
    spec: spec(
      { securityContext: { ...hardened, runAsNonRoot: false } },
      { securityContext: { runAsNonRoot: false } },
    ),
    says: 'runAsNonRoot != true (pod and container "a" must not set securityContext.runAsNonRoot=false)',
  },
  {
    what: 'is root by number',
    level: 'restricted',
    spec: spec({ securityContext: { ...hardened, runAsUser: 0 } }, { securityContext: { runAsUser: 0 } }),
    says: 'runAsUser=0 (pod and container "a" must not set runAsUser=0)',
    at: [[22, '']],
  },
  {
    what: 'turns seccomp off',
    level: 'restricted',
    spec: spec({ securityContext: { ...hardened, seccompProfile: { type: 'Unconfined' } } }),
    says: 'seccompProfile (container "a" must not set securityContext.seccompProfile.type to "Unconfined")',
  },
  {
    what: 'is for Windows, where some of it does not exist',
    level: 'restricted',
    spec: { containers: [{ name: 'a', image: 'x' }], os: { name: 'windows' } },
    says: 'runAsNonRoot != true (pod or container "a" must set securityContext.runAsNonRoot=true)',
  },
];

describe('pod security', () => {
  for (const { what, level, annotations, says, at = [], ...row } of rows)
    it(`judges a pod that ${what}`, () => {
      assert.equal(found(level, row.spec, Infinity, annotations), says);
      for (const [minor, then] of at)
        assert.equal(found(level, row.spec, minor, annotations), then, `v1.${minor}`);
    });

  it('lets everything pass where nothing is asked', () => {
    for (const row of rows) assert.equal(found('privileged', row.spec, Infinity, row.annotations), '');
  });

  it('asks everything of baseline in restricted too', () => {
    for (const row of rows.filter(({ level, says }) => level === 'baseline' && says !== ''))
      assert.notEqual(found('restricted', row.spec, Infinity, row.annotations), '', row.what);
  });

  it('reads what labels ask for, and refuses what they can not mean', () => {
    const labels = {
      'pod-security.kubernetes.io/enforce': 'baseline',
      'pod-security.kubernetes.io/enforce-version': 'v1.27',
      'pod-security.kubernetes.io/warn': 'restricted',
    };
    const { enforce, warn, audit } = securityPolicy(labels);
    assert.deepEqual([enforce, warn, audit].map(standardText), [
      'baseline:v1.27',
      'restricted:latest',
      'privileged:latest',
    ]);
    assert.deepEqual(validateSecurityLabels(labels), []);
    const wrong = {
      'pod-security.kubernetes.io/enforce': 'strict',
      'pod-security.kubernetes.io/audit-version': '1.2',
    };
    assert.deepEqual(
      validateSecurityLabels(wrong).map(({ field, message }) => `${field}: ${message}`),
      [
        'metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted',
        'metadata.labels[pod-security.kubernetes.io/audit-version]: Invalid value: "1.2": must be "latest" or "v1.x"',
      ],
    );
    assert.equal(securityPolicy(wrong).enforce.level, 'restricted');
  });

  it('knows when pods that kept to one standard may break another', () => {
    const latest = Infinity;
    const rises = (from: SecurityLevel, to: SecurityLevel, minor = latest): boolean =>
      isStricter({ level: to, minor }, { level: from, minor: latest });
    assert.deepEqual(
      [rises('privileged', 'baseline'), rises('baseline', 'restricted'), rises('baseline', 'baseline', 20)],
      [true, true, true],
    );
    assert.deepEqual(
      [rises('restricted', 'baseline'), rises('baseline', 'baseline'), rises('restricted', 'privileged', 3)],
      [false, false, false],
    );
  });

  it('tells of the pods that are there, those alike together, and looks at a bounded number', () => {
    const standard = { level: 'restricted', minor: Infinity } as const;
    const alike = ['b', 'a', 'c'].map((name) => pod(name, { owner: 'set' }));
    const other = { ...pod('z'), spec: { ...pod('z').spec, hostNetwork: true } };
    const rest = reasonsText(violationsOf(standard, {}, pod('p').spec));
    assert.deepEqual(warningsOfPods('shop', standard, [...alike, other]), [
      'existing pods in namespace "shop" violate the new PodSecurity enforce level "restricted:latest"',
      `a (and 2 other pods): ${rest}`,
      `z: host namespaces, ${rest}`,
    ]);
    const many = Array.from({ length: 1_001 }, (_none, index) => pod(`pod-${index}`, { owner: 'set' }));
    const told = warningsOfPods('shop', standard, [...many, other]);
    assert.equal(
      told[0],
      'new PodSecurity enforce level only checked against the first 1000 of 1002 existing pods',
    );
    assert.equal(told.length, 4);
  });
});
