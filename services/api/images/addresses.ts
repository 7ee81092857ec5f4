// Where registries may be. Users name them, by the names of images, and masters stand where users do not: so masters
// connect to no address of their own machine, of its link, or of the cluster's pods and Services, unless the
// configuration names the registry. What a name stands for is looked up here and connected to as it was found, so that
// it can't change in between; and by DNS alone, without the pool of threads that the log's disk needs.
import { type LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { BlockList, type LookupFunction, isIP } from 'node:net';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { apiLimits } from '#api/limits.ts';

/** Networks, by address and length, in which no registry is that users name. */
const noRegistries = {
  ipv4: [
    ['0.0.0.0', 8],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['224.0.0.0', 3],
  ],
  ipv6: [
    ['::', 127],
    ['fe80::', 10],
    ['ff00::', 8],
    // Forms of IPv4 addresses.
    ['64:ff9b::', 96],
    ['2002::', 16],
  ],
} as const;

/** What is not connected to. `networks` are further IPv4 networks, such as 10.244.0.0/16. */
export function refusedAddresses(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const family of ['ipv4', 'ipv6'] as const)
    for (const [address, length] of noRegistries[family]) list.addSubnet(address, length, family);
  for (const network of networks) {
    const [address = '', length = ''] = network.split('/');
    list.addSubnet(address, Number(length), 'ipv4');
  }
  return list;
}

/** Refuses an address that is not connected to. Throws Forbidden. */
function check(address: string, refused: BlockList | undefined): void {
  if (refused?.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4') !== true) return;
  throw new OrcError(
    'Forbidden',
    `masters do not connect to the address ${address}, unless 'registries' in their configuration names the registry`,
  );
}

/** Refuses a host that is itself such an address; names are looked at when they are looked up. Throws Forbidden. */
export function checkHost(hostname: string, refused: BlockList | undefined): void {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) !== 0) check(bare, refused);
}

async function addressesOf(hostname: string): Promise<LookupAddress[]> {
  const { timeoutMs, tries } = apiLimits.images.dns;
  const resolver = new Resolver({ timeout: timeoutMs, tries });
  const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  const found = [
    ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 })) : []),
    ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 })) : []),
  ];
  if (found.length > 0) return found;
  const why = four.status === 'rejected' ? `: ${messageOf(four.reason)}` : '';
  throw new OrcError('Unavailable', `DNS has no address of ${hostname}${why}`);
}

/** Looks names up for connections, and refuses those of addresses that are not connected to. */
export function lookupWithout(refused: BlockList | undefined): LookupFunction {
  return (hostname, options, callback) => {
    const found = addressesOf(hostname).then((addresses) => {
      for (const { address } of addresses) check(address, refused);
      return addresses;
    });
    found.then(
      (addresses) => {
        const [first] = addresses;
        if (options.all === true) callback(null, addresses);
        else callback(null, first?.address ?? '', first?.family ?? 0);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), []),
    );
  };
}
