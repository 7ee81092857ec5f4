// A sandbox on paper: who its members are, what they and their parts are called. [pure]

import { OrcError } from '#kernel/errors.ts';
import { sandboxLimits } from './limits.ts';

export type MemberRole = 'master' | 'node';

/** One machine of the sandbox. */
export interface Member {
  /** `master-1`, `node-3`: also its port's name on the switch. */
  readonly name: string;
  readonly role: MemberRole;
  /** Its IPv4 address on the sandbox's network. */
  readonly address: string;
}

/** A sandbox's shape. The same addresses serve every sandbox: their networks never meet. */
export interface SandboxPlan {
  readonly name: string;
  readonly members: readonly Member[];
}

/** The network inside each sandbox; the switch itself is .1. */
export const subnet = { prefix: '10.89.0', length: 24 } as const;
export const switchAddress = `${subnet.prefix}.1`;
/** The switch's bridge, and each member's own interface. */
export const bridgeDevice = 'switch0';
export const memberDevice = 'eth0';

const memberPattern = '(?:master|node)-[1-9][0-9]{0,2}';

export function checkSandboxName(name: string): void {
  if (name.length <= sandboxLimits.nameLength && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return;
  throw new OrcError(
    'BadRequest',
    `sandbox name "${name}" is not valid: use up to ${sandboxLimits.nameLength} lower-case letters, digits and single dashes, starting with a letter`,
  );
}

function checkCount(what: string, count: number, least: number, most: number): void {
  if (Number.isInteger(count) && count >= least && count <= most) return;
  throw new OrcError('BadRequest', `a sandbox can have ${least} to ${most} ${what}, not ${count}`);
}

export function planSandbox(name: string, masters: number, nodes: number): SandboxPlan {
  checkSandboxName(name);
  checkCount('masters', masters, 0, sandboxLimits.masters);
  checkCount('nodes', nodes, 0, sandboxLimits.nodes);
  const list = (role: MemberRole, count: number, offset: number): Member[] =>
    Array.from({ length: count }, (_, index) => ({
      name: `${role}-${index + 1}`,
      role,
      address: `${subnet.prefix}.${offset + index + 1}`,
    }));
  return { name, members: [...list('master', masters, 10), ...list('node', nodes, 100)] };
}

export function switchNamespace(sandbox: string): string {
  return `orc-${sandbox}-switch`;
}

export function memberNamespace(sandbox: string, member: string): string {
  return `orc-${sandbox}-${member}`;
}

/** Whether a network namespace of this name belongs to `sandbox`, and not to one whose name begins alike. */
export function isNamespaceOf(sandbox: string, namespace: string): boolean {
  return new RegExp(`^orc-${sandbox}-(?:switch|${memberPattern})$`).test(namespace);
}

/** The cgroup, relative to a hierarchy's root, that holds everything of a sandbox. */
export function sandboxCgroup(sandbox: string): string {
  return `orc-sandbox-${sandbox}`;
}

/** The cgroup of a member's own processes (not its containers). */
export function processCgroup(sandbox: string, member: string): string {
  return `${sandboxCgroup(sandbox)}/${member}/processes`;
}

/** The parent of the cgroups of a node's containers. */
export function containerCgroup(sandbox: string, member: string): string {
  return `${sandboxCgroup(sandbox)}/${member}/containers`;
}
