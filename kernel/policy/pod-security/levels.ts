// What a namespace's labels ask of its pods: a level of the Pod Security Standards, as a version of Kubernetes documents
// it, for each of three modes. https://kubernetes.io/docs/concepts/security/pod-security-admission/
import type { FieldCause } from '#kernel/errors.ts';
import { invalid } from '#kernel/kinds/kind.ts';

/** The levels, each stricter than the one before. */
export const securityLevels = ['privileged', 'baseline', 'restricted'] as const;
export type SecurityLevel = (typeof securityLevels)[number];

/** What becomes of a pod that breaks the level: it is refused, counted, or its maker is warned. */
export const securityModes = ['enforce', 'audit', 'warn'] as const;
export type SecurityMode = (typeof securityModes)[number];

/** A level as one version of Kubernetes documents it; `minor` is that of v1, Infinity for the latest. */
export interface SecurityStandard {
  readonly level: SecurityLevel;
  readonly minor: number;
}

/** What a namespace asks for in each mode. */
export type SecurityPolicy = Readonly<Record<SecurityMode, SecurityStandard>>;

type Labels = Readonly<Record<string, string>> | undefined;

const prefix = 'pod-security.kubernetes.io/';
const versionPattern = /^v1\.(0|[1-9]\d{0,5})$/;
const nothingAsked: SecurityStandard = { level: 'privileged', minor: Infinity };

function levelNamed(text: string): SecurityLevel | undefined {
  return securityLevels.find((level) => level === text);
}

/** The minor version that a label says; undefined when it says none. */
function minorNamed(text: string): number | undefined {
  if (text === 'latest') return Infinity;
  const match = versionPattern.exec(text);
  return match === null ? undefined : Number(match[1]);
}

/** A standard as messages name it: `restricted:latest`. */
export function standardText({ level, minor }: SecurityStandard): string {
  return `${level}:${minor === Infinity ? 'latest' : `v1.${minor}`}`;
}

function standardIn(labels: Labels, mode: SecurityMode): SecurityStandard {
  const level = labels?.[`${prefix}${mode}`];
  if (level === undefined) return nothingAsked;
  const minor = minorNamed(labels?.[`${prefix}${mode}-version`] ?? 'latest') ?? Infinity;
  // A label from before labels were checked is read as the strictest where it decides, and not at all where it tells.
  return { level: levelNamed(level) ?? (mode === 'enforce' ? 'restricted' : 'privileged'), minor };
}

/** By the labels of namespaces, which are never changed: every pod that is made asks, and every one of a namespace the same. */
const policies = new WeakMap<NonNullable<Labels>, SecurityPolicy>();
const noPolicy: SecurityPolicy = { enforce: nothingAsked, audit: nothingAsked, warn: nothingAsked };

/** What a namespace's labels ask for. */
export function securityPolicy(labels: Labels): SecurityPolicy {
  if (labels === undefined) return noPolicy;
  const known = policies.get(labels);
  if (known !== undefined) return known;
  const policy = {
    enforce: standardIn(labels, 'enforce'),
    audit: standardIn(labels, 'audit'),
    warn: standardIn(labels, 'warn'),
  };
  policies.set(labels, policy);
  return policy;
}

/** What is wrong with a namespace's labels of security. */
export function validateSecurityLabels(labels: Labels): FieldCause[] {
  return securityModes.flatMap((mode) => {
    const causes: FieldCause[] = [];
    const at = (name: string): string => `metadata.labels[${prefix}${name}]`;
    const level = labels?.[`${prefix}${mode}`];
    const version = labels?.[`${prefix}${mode}-version`];
    if (level !== undefined && levelNamed(level) === undefined)
      causes.push(invalid(at(mode), level, `must be one of ${securityLevels.join(', ')}`));
    if (version !== undefined && minorNamed(version) === undefined)
      causes.push(invalid(at(`${mode}-version`), version, 'must be "latest" or "v1.x"'));
    return causes;
  });
}

/** Whether pods that kept to `before` may break `next`: not where it asks for nothing, or for less of the same version. */
export function isStricter(next: SecurityStandard, before: SecurityStandard): boolean {
  if (next.level === 'privileged') return false;
  if (next.minor !== before.minor) return true;
  return securityLevels.indexOf(next.level) > securityLevels.indexOf(before.level);
}
