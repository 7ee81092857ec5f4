// The host's own network, which no sandbox may change.

import { execa } from 'execa';

/** Every interface, address, route and rule of the namespace this process is in, as one text. */
export async function hostNetwork(): Promise<string> {
  const tell = async (program: string, ...args: string[]) =>
    (await execa(program, args, { stdin: 'ignore' })).stdout;
  const addresses = (await tell('ip', '-o', 'addr')).replace(/(valid|preferred)_lft \S+/g, '');
  const routes = await tell('ip', 'route', 'show', 'table', 'all');
  return [addresses, await tell('ip', '-o', 'link'), routes, await tell('nft', 'list', 'ruleset')].join('\n');
}
