// Pod security: which checks a standard has, and what they say of a pod. A check changes with the versions of
// Kubernetes; a namespace that names a version keeps that version's. Pure, and a table: the checks stand in
// baseline.ts and restricted.ts.
import type { PodSpec } from '#kernel/model/gen/core.gen.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import * as baseline from '#kernel/policy/pod-security/baseline.ts';
import type { SecurityStandard } from '#kernel/policy/pod-security/levels.ts';
import * as restricted from '#kernel/policy/pod-security/restricted.ts';
import { type SecuritySubject, type Violation, subjectOf } from '#kernel/policy/pod-security/subject.ts';

type Check = (subject: SecuritySubject) => Violation | undefined;

/** A check, with the minor version since which each form of it holds, oldest first. */
interface CheckEntry {
  readonly level: 'baseline' | 'restricted';
  readonly since: readonly (readonly [minor: number, check: Check])[];
  /** The check of the level below whose place it takes, in every version that has both. */
  readonly replaces?: CheckEntry;
}

const keepalive = [
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
];

const always = (level: CheckEntry['level'], check: Check): CheckEntry => ({ level, since: [[0, check]] });
const baselineCapabilities = always('baseline', baseline.capabilities);
const hostPaths = always('baseline', baseline.hostPaths);
const baselineSeccomp: CheckEntry = {
  level: 'baseline',
  since: [
    [0, baseline.seccompAnnotated],
    [19, baseline.unconfinedSeccomp],
  ],
};

/** All checks, in the order in which messages name what they find. */
const checks: readonly CheckEntry[] = [
  always('baseline', baseline.appArmor),
  baselineCapabilities,
  always('baseline', baseline.hostNamespaces),
  hostPaths,
  always('baseline', baseline.hostPorts),
  { level: 'baseline', since: [[34, baseline.hostsOfProbes]] },
  always('baseline', baseline.privileged),
  always('baseline', baseline.procMount),
  {
    level: 'baseline',
    since: [
      [0, baseline.seLinux([])],
      [31, baseline.seLinux(['container_engine_t'])],
    ],
  },
  baselineSeccomp,
  {
    level: 'baseline',
    since: [
      [0, baseline.sysctls([])],
      [27, baseline.sysctls(['net.ipv4.ip_local_reserved_ports'])],
      [29, baseline.sysctls(keepalive)],
      [32, baseline.sysctls([...keepalive, 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'])],
    ],
  },
  always('baseline', baseline.hostProcess),
  {
    level: 'restricted',
    since: [
      [8, restricted.escalation],
      [25, restricted.onLinux(restricted.escalation)],
    ],
  },
  {
    level: 'restricted',
    since: [
      [22, restricted.droppedCapabilities],
      [25, restricted.onLinux(restricted.droppedCapabilities)],
    ],
    replaces: baselineCapabilities,
  },
  { ...always('restricted', restricted.volumeTypes), replaces: hostPaths },
  always('restricted', restricted.nonRoot),
  { level: 'restricted', since: [[23, restricted.rootUser]] },
  {
    level: 'restricted',
    since: [
      [19, restricted.seccomp],
      [25, restricted.onLinux(restricted.seccomp)],
    ],
    replaces: baselineSeccomp,
  },
];

/** The form of a check that a version has; undefined when it has none yet. */
function formAt({ since }: CheckEntry, minor: number): Check | undefined {
  return since.findLast(([from]) => from <= minor)?.[1];
}

/** What of a standard a pod breaks, in the order of the checks; empty when it keeps to it. */
export function violationsOf(
  { level, minor }: SecurityStandard,
  metadata: ObjectMeta | undefined,
  spec: PodSpec,
): readonly Violation[] {
  if (level === 'privileged') return [];
  const held = checks.filter(
    (entry) => (entry.level === 'baseline' || level === 'restricted') && formAt(entry, minor) !== undefined,
  );
  const replaced = new Set(held.map(({ replaces }) => replaces));
  const subject = subjectOf(metadata, spec);
  return held
    .filter((entry) => !replaced.has(entry))
    .flatMap((entry) => formAt(entry, minor)?.(subject) ?? []);
}

/** What was found, in short. */
export function reasonsText(violations: readonly Violation[]): string {
  return violations.map(({ reason }) => reason).join(', ');
}

/** What was found, with what stands in the way. */
export function detailsText(violations: readonly Violation[]): string {
  return violations
    .map(({ reason, detail }) => (detail === '' ? reason : `${reason} (${detail})`))
    .join(', ');
}
