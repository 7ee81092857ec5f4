// Cutting members off, by the switch: the whole port taken down, or frames from one port to another
// dropped. Each call may be repeated; the last one counts.

import { OrcError } from '#kernel/errors.ts';
import { run, tryRun } from '../command.ts';
import { switchNamespace } from '../plan.ts';

/** Which frames between two members are dropped. */
export type CutDirection = 'both' | 'to' | 'from';

const table = { family: 'bridge', table: 'orc_cuts' } as const;

function pairs(member: string, other: string, direction: CutDirection): [from: string, to: string][] {
  const away: [string, string] = [member, other];
  const towards: [string, string] = [other, member];
  if (direction === 'to') return [away];
  return direction === 'from' ? [towards] : [away, towards];
}

/** nft takes a whole JSON transaction as one argument. */
function nftArgs(sandbox: string, commands: readonly object[]): string[] {
  return [
    `--net=/run/netns/${switchNamespace(sandbox)}`,
    'nft',
    '-j',
    JSON.stringify({ nftables: commands }),
  ];
}

function elements(list: readonly (readonly [string, string])[]): object {
  return { element: { ...table, name: 'cut', elem: list.map((pair) => ({ concat: pair })) } };
}

async function nft(sandbox: string, commands: readonly object[]): Promise<void> {
  await run('nsenter', nftArgs(sandbox, commands));
}

/** The table that drops frames; the rule is written once, at the first cut. */
async function ensureTable(sandbox: string): Promise<void> {
  const args = [
    `--net=/run/netns/${switchNamespace(sandbox)}`,
    'nft',
    'list',
    'table',
    table.family,
    table.table,
  ];
  if ((await tryRun('nsenter', args)).exitCode === 0) return;
  const devices = { concat: [{ meta: { key: 'iifname' } }, { meta: { key: 'oifname' } }] };
  await nft(sandbox, [
    { add: { table: { family: table.family, name: table.table } } },
    { add: { set: { ...table, name: 'cut', type: ['ifname', 'ifname'] } } },
    {
      add: {
        chain: { ...table, name: 'forward', type: 'filter', hook: 'forward', prio: 0, policy: 'accept' },
      },
    },
    {
      add: {
        rule: {
          ...table,
          chain: 'forward',
          expr: [{ match: { op: '==', left: devices, right: '@cut' } }, { drop: null }],
        },
      },
    },
  ]);
}

/** Takes `member` off the network, as if its cable were pulled. */
export async function cutOff(sandbox: string, member: string): Promise<void> {
  await run('ip', ['-n', switchNamespace(sandbox), 'link', 'set', member, 'down']);
}

/** Drops frames between `member` and `other`: both ways, only those `to` the other or only those `from` it. */
export async function cutBetween(
  sandbox: string,
  member: string,
  other: string,
  direction: CutDirection,
): Promise<void> {
  if (member === other) throw new OrcError('BadRequest', `${member} can't be cut from itself`);
  await ensureTable(sandbox);
  await nft(sandbox, [{ add: elements(pairs(member, other, direction)) }]);
}

/** Ends the cuts between `member` and each of `others`. A pulled cable stays pulled. */
export async function healBetween(sandbox: string, member: string, others: readonly string[]): Promise<void> {
  const ended = others.filter((other) => other !== member).flatMap((other) => pairs(member, other, 'both'));
  if (ended.length === 0) return;
  await ensureTable(sandbox);
  // Adding first makes each deletion find its element, in the same transaction.
  await nft(sandbox, [{ add: elements(ended) }, { delete: elements(ended) }]);
}

/** Puts `member`'s cable back. */
export async function rejoin(sandbox: string, member: string): Promise<void> {
  await run('ip', ['-n', switchNamespace(sandbox), 'link', 'set', member, 'up']);
}
