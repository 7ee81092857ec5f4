// A sandbox's network: a switch namespace with a bridge, and a namespace a member, joined by veth
// pairs that are born inside the switch namespace. The host's own network never sees any of it.

import { readdir } from 'node:fs/promises';
import { run, tryRun } from '../command.ts';
import { hasCode } from '../files.ts';
import {
  bridgeDevice,
  isNamespaceOf,
  memberDevice,
  memberNamespace,
  subnet,
  switchAddress,
  switchNamespace,
} from '../plan.ts';
import type { Member, SandboxPlan } from '../plan.ts';

async function present(): Promise<readonly string[]> {
  try {
    return await readdir('/run/netns');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** The network namespaces of `sandbox` that exist. */
export async function namespacesOf(sandbox: string): Promise<string[]> {
  return (await present()).filter((namespace) => isNamespaceOf(sandbox, namespace));
}

async function addNamespace(name: string): Promise<void> {
  await run('ip', ['netns', 'add', name]);
  await run('ip', ['-n', name, 'link', 'set', 'lo', 'up']);
}

async function joinMember(sandbox: string, member: Member): Promise<void> {
  const at = switchNamespace(sandbox);
  const inside = memberNamespace(sandbox, member.name);
  await addNamespace(inside);
  const pair = ['type', 'veth', 'peer', 'name', memberDevice, 'netns', inside];
  await run('ip', ['-n', at, 'link', 'add', member.name, ...pair]);
  await run('ip', ['-n', at, 'link', 'set', member.name, 'master', bridgeDevice, 'up']);
  await run('ip', ['-n', inside, 'addr', 'add', `${member.address}/${subnet.length}`, 'dev', memberDevice]);
  await run('ip', ['-n', inside, 'link', 'set', memberDevice, 'up']);
}

/** Makes the switch and every member's namespace. Nothing of `plan` exists before. */
export async function createNetwork(plan: SandboxPlan): Promise<void> {
  const at = switchNamespace(plan.name);
  await addNamespace(at);
  await run('ip', ['-n', at, 'link', 'add', bridgeDevice, 'type', 'bridge']);
  await run('ip', ['-n', at, 'addr', 'add', `${switchAddress}/${subnet.length}`, 'dev', bridgeDevice]);
  await run('ip', ['-n', at, 'link', 'set', bridgeDevice, 'up']);
  for (const member of plan.members) await joinMember(plan.name, member);
}

/** Removes every namespace of `sandbox`; their links and rules go with them. */
export async function removeNetwork(sandbox: string): Promise<void> {
  for (const namespace of await namespacesOf(sandbox)) await tryRun('ip', ['netns', 'del', namespace]);
}
