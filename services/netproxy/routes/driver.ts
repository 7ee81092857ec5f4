// Brings the kernel's routes, and the few settings forwarding needs, to what the plan says.

import { OrcError } from '#kernel/errors.ts';
import type { CommandRunner } from '../command.ts';
import { netproxyLimits } from '../limits.ts';
import type { ProxyRoute } from '../model.ts';
import { inTurns } from '../turns.ts';
import { parseRoutes, planRoutes, routeProtocol } from './plan.ts';

/**
 * Kernel settings a node needs, in its own network namespace. Reverse path filtering is left as it
 * is: routes to pods are symmetrical, so even the strict kind lets them pass.
 */
type Setting = readonly [key: string, value: string, why: string];

const settings: readonly Setting[] = [
  ['net/ipv4/ip_forward', '1', 'pods are reached through this node'],
  // Two pods of one bridge answer each other through it; the answer must be translated back.
  ['net/bridge/bridge-nf-call-iptables', '1', 'load the kernel module br_netfilter'],
];

/**
 * A pod told of a "shorter way" to a virtual IP would go around the translation; and sending the
 * redirect uses up the rate allowed for telling it that nobody is there.
 */
function noRedirects(device: string): Setting {
  return [`net/ipv4/conf/${device}/send_redirects`, '0', 'the device is not there'];
}

/** Sets what forwarding needs. `devices` are those that pods are behind. */
export async function applySettings(commands: CommandRunner, devices: readonly string[]): Promise<void> {
  for (const [key, value, why] of [...settings, ...['all', 'default', ...devices].map(noRedirects)]) {
    const result = await commands.run('sysctl', ['-q', '-w', `${key}=${value}`]);
    if (result.exitCode === 0 && result.stderr === '') continue;
    throw new OrcError('Unavailable', `sysctl ${key}=${value} failed (${why}): ${result.stderr.trim()}`);
  }
}

function target(route: ProxyRoute): readonly string[] {
  return 'gateway' in route ? ['via', route.gateway] : ['dev', route.device];
}

async function runIp(
  commands: Pick<CommandRunner, 'run'>,
  args: readonly string[],
  tolerated?: string,
): Promise<void> {
  const result = await commands.run('ip', args);
  if (result.exitCode === 0) return;
  if (tolerated !== undefined && result.stderr.includes(tolerated)) return;
  throw new OrcError('Unavailable', `ip ${args.join(' ')}: ${result.stderr.trim()}`);
}

/**
 * Sets and removes routes until the kernel's (ours only) are `desired`. A route that can't be set, to a node whose address
 * is on no network of this one, keeps no other from being set; then the first failure is thrown.
 */
export async function applyRoutes(
  commands: Pick<CommandRunner, 'run'>,
  desired: readonly ProxyRoute[],
): Promise<void> {
  const listing = await commands.run('ip', ['-4', '-j', 'route', 'show', 'proto', routeProtocol]);
  if (listing.exitCode !== 0) throw new OrcError('Unavailable', `ip route show: ${listing.stderr.trim()}`);
  const plan = planRoutes(desired, parseRoutes(listing.stdout));
  const failures: unknown[] = [];
  const tryIp = async (args: readonly string[], tolerated?: string): Promise<void> => {
    try {
      await runIp(commands, ['-4', 'route', ...args, 'proto', routeProtocol], tolerated);
    } catch (error) {
      failures.push(error);
    }
  };
  await inTurns(plan.remove, netproxyLimits.parallelCommands, (destination) =>
    tryIp(['del', destination], 'No such process'),
  );
  await inTurns(plan.set, netproxyLimits.parallelCommands, (route) =>
    tryIp(['replace', route.destination, ...target(route)]),
  );
  if (failures.length > 0) throw failures[0];
}
