// UDP has no end of a connection, so a client that keeps sending would stay bound to an endpoint
// that is gone. Its entry in the kernel's connection table is deleted; the next packet chooses anew.

import { OrcError } from '#kernel/errors.ts';
import type { CommandRunner } from './command.ts';
import type { StaleFlow } from './ruleset.ts';

/** Deletes the flows of one destination that lead to one endpoint. None there is success. */
export async function flushFlow(commands: CommandRunner, flow: StaleFlow): Promise<void> {
  const destination = flow.address === undefined ? [] : [`--orig-dst=${flow.address}`];
  const result = await commands.run('conntrack', [
    '-D',
    '--family=ipv4',
    '--proto=udp',
    ...destination,
    `--orig-port-dst=${flow.port}`,
    `--reply-src=${flow.endpointAddress}`,
    `--reply-port-src=${flow.endpointPort}`,
  ]);
  if (result.exitCode === 0 || result.stderr.includes('0 flow entries')) return;
  throw new OrcError('Unavailable', `conntrack -D for ${flow.endpointAddress}: ${result.stderr.trim()}`);
}
